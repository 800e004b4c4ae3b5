async def hold():
    from time import sleep
    if True: sleep(0.001)


import time
async def wait(): time.sleep(0.001)