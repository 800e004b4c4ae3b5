from pymongo import MongoClient

client = MongoClient("mongodb://localhost")
articles = client["blog"]["articles"]


async def publish(article_id: str) -> bool:
    result = articles.update_one({"_id": article_id}, {"$set": {"public": True}})
    return result.modified_count == 1


async def titles(tag: str) -> list[str]:
    return [article["title"] for article in articles.find({"tags": tag}).sort("title")]
