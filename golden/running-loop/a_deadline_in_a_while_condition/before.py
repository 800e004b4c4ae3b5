import asyncio


async def wait_for_port(is_open, port, timeout=30):
    start_time = asyncio.get_event_loop().time()
    while asyncio.get_event_loop().time() - start_time < timeout:
        if is_open(port):
            return True
        await asyncio.sleep(0.001)
    else:
        print(f"port {port} stayed closed")
    return False
