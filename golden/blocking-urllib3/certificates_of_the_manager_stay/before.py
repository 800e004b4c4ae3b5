import certifi
import urllib3


async def run(url):
    http = urllib3.PoolManager(cert_reqs="CERT_REQUIRED", ca_certs=certifi.where())
    return http.request("GET", url).status
