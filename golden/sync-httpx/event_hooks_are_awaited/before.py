import httpx

seen = []


def note(request):
    seen.append(request.method)


def check_status(response):
    response.raise_for_status()


async def fetch(url):
    with httpx.Client(event_hooks={"request": [note], "response": [check_status]}) as client:
        try:
            return client.get(url).json(), seen.pop()
        except httpx.HTTPStatusError as error:
            return error.response.status_code
