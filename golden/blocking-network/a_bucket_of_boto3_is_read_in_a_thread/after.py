import asyncio

import boto3

s3 = boto3.client("s3")


async def upload(bucket: str, key: str, body: bytes) -> str:
    await asyncio.to_thread(s3.put_object, Bucket=bucket, Key=key, Body=body)
    return f"s3://{bucket}/{key}"


async def read(bucket: str, key: str) -> bytes:
    return (await asyncio.to_thread(s3.get_object, Bucket=bucket, Key=key))["Body"].read()
