import sqlite3

from fastapi import FastAPI, WebSocket

app = FastAPI()


def save(path: str, message: str) -> int:
    con = sqlite3.connect(path)
    con.execute("CREATE TABLE IF NOT EXISTS messages (body TEXT)")
    con.execute("INSERT INTO messages VALUES (?)", (message,))
    con.commit()
    number = con.execute("SELECT count(*) FROM messages").fetchone()[0]
    con.close()
    return number


@app.websocket("/chat")
async def chat(websocket: WebSocket):
    await websocket.accept()
    async for message in websocket.iter_text():
        await websocket.send_json({"number": save("chat.db", message)})
