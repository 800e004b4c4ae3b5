"""asyncfix finds the calls that block an asyncio event loop and rewrites them."""

__version__ = "0.1.0"
