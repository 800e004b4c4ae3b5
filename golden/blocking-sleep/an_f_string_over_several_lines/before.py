import time

TEMPLATE = "{name}"


async def render(report, wait):
    page = f"""
    <h1>{report.title}</h1>  <!-- “{{x}}” -->
    <p>{
        time.sleep(wait)
        or report.body
    }</p>
    <p>{time.sleep(wait) or
        report.footer:>12}</p>
    """
    return page
