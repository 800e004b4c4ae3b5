import paramiko


async def uptime(host: str) -> str:
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect(host, username="ops", timeout=5)
    _, stdout, _ = client.exec_command("uptime")
    text = stdout.read().decode()
    client.close()
    return text.strip()
