import time
import requests
import json
import os
from bs4 import BeautifulSoup


async def scrape(url):
    page = requests.get(url).text
    time.sleep(2)
    soup = BeautifulSoup(page, 'html.parser')
    with open(os.path.join('out', 'titles.json'), 'w') as f:
        json.dump([t.text for t in soup.find_all('h2')], f)
