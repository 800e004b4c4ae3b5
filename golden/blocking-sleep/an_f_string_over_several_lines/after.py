import asyncio

TEMPLATE = "{name}"


async def render(report, wait):
    page = f"""
    <h1>{report.title}</h1>  <!-- “{{x}}” -->
    <p>{
        await asyncio.sleep(wait)
        or report.body
    }</p>
    <p>{await asyncio.sleep(wait) or
        report.footer:>12}</p>
    """
    return page
