import threading


async def run(function, *args):
    thread = threading.Thread(target=function, args=args, daemon=True)
    thread.start()
    thread.join()
    return thread.is_alive()


async def run_all(functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=5)
    return len(threads)
