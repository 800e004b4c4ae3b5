import asyncio
import smtplib
from email.message import EmailMessage


def _send_message(host: str, message) -> None:
    with smtplib.SMTP(host, 25, timeout=5) as server:
        server.starttls()
        server.login("shop", "secret")
        server.send_message(message)


async def notify(host: str, recipient: str, text: str) -> None:
    message = EmailMessage()
    message["Subject"] = "News"
    message["From"] = "shop@example.com"
    message["To"] = recipient
    message.set_content(text)
    await asyncio.to_thread(_send_message, host, message)
