"""Models behind an API: OpenAI, Anthropic, Google, Cohere, Groq, Hugging Face and the like; vector stores.

Their clients have hundreds of methods that each send a request, so most rows stand for all methods of a class.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, makes, quiet, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_HTTP, _PROCESS, _FILE = Family.HTTP, Family.PROCESS, Family.FILE
_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW

TYPES: tuple[TypeRow, ...] = (
    *types("openai.OpenAI anthropic.Anthropic", Threads.ANY),
    *types("openai.AzureOpenAI", None, "openai.OpenAI"),
    *types("anthropic.AnthropicBedrock anthropic.AnthropicVertex", None, "anthropic.Anthropic"),
    TypeRow(
        "openai.OpenAI.resource", Threads.ANY, real=False, note="`chat.completions`, `embeddings`, `files` and the like"
    ),
    TypeRow("anthropic.Anthropic.resource", Threads.ANY, real=False, note="`messages`, `models` and the like"),
    *types("openai.Stream anthropic.Stream anthropic.MessageStreamManager anthropic.MessageStream", Threads.ONE),
    *types(
        "google.genai.Client cohere.Client groq.Groq mistralai.Mistral replicate.Client pinecone.Pinecone"
        " qdrant_client.QdrantClient weaviate.WeaviateClient huggingface_hub.InferenceClient huggingface_hub.HfApi",
        Threads.ANY,
    ),
    TypeRow("google.genai.Client.resource", Threads.ANY, real=False),
    TypeRow("groq.Groq.resource", Threads.ANY, real=False),
)

ALIASES = (
    ("openai.Client", "openai.OpenAI"),
    ("anthropic.Client", "anthropic.Anthropic"),
)


def _sdk(client: str, resource: str, attributes: str, twin: Twin, stream: str = "") -> tuple[Row, ...]:
    """A client whose attributes are resources, nested, whose methods send requests; `stream` is what they may give."""
    streamed = ((Argument("stream", values=("True",)), stream),) if stream else ()
    return (
        *quiet(
            client.rpartition(".")[0],
            f"{client.rpartition('.')[2]}->{client}",
            _HTTP,
            twins=((twin.library, twin.owner),),
        ),
        *quiet(client, makes(attributes, resource), _HTTP, attribute=True),
        *quiet(resource, "__getattr__->Self", _HTTP, attribute=True),
        *blocking(resource, "*", _HTTP, _HIGH, twins=((twin.library, f"{twin.owner}.*"),), returns_when=streamed),
    )


_OPENAI = (
    "audio batches beta chat completions containers conversations embeddings evals files fine_tuning images models"
    " moderations realtime responses uploads vector_stores videos"
)

_ANTHROPIC = "beta messages models"

_REQUESTS = "delete get get_api_list patch post put request"

ROWS: tuple[Row, ...] = (
    *_sdk("openai.OpenAI", "openai.OpenAI.resource", _OPENAI, Twin("openai", "openai.AsyncOpenAI"), "openai.Stream"),
    *_sdk(
        "anthropic.Anthropic",
        "anthropic.Anthropic.resource",
        _ANTHROPIC,
        Twin("anthropic", "anthropic.AsyncAnthropic"),
        "anthropic.Stream",
    ),
    *_sdk("groq.Groq", "groq.Groq.resource", "audio chat embeddings models", Twin("groq", "groq.AsyncGroq")),
    *_sdk(
        "google.genai.Client",
        "google.genai.Client.resource",
        "batches caches chats files models operations tunings",
        Twin("google", "google.genai.Client.aio"),
    ),
    *quiet("openai", "AzureOpenAI->openai.AzureOpenAI", _HTTP, twins=(("openai", "openai.AsyncAzureOpenAI"),)),
    *quiet(
        "anthropic",
        "AnthropicBedrock->anthropic.AnthropicBedrock",
        _HTTP,
        twins=(("anthropic", "anthropic.AsyncAnthropicBedrock"),),
    ),
    *quiet(
        "anthropic",
        "AnthropicVertex->anthropic.AnthropicVertex",
        _HTTP,
        twins=(("anthropic", "anthropic.AsyncAnthropicVertex"),),
    ),
    *(
        row
        for client, twin in (
            ("openai.OpenAI", Twin("openai", "openai.AsyncOpenAI")),
            ("anthropic.Anthropic", Twin("anthropic", "anthropic.AsyncAnthropic")),
        )
        for row in (
            *blocking(client, _REQUESTS, _HTTP, _HIGH, twin),
            *blocking(client, "__exit__ close", _HTTP, _LOW),
            *quiet(client, "__enter__->Self copy->Self with_options->Self", _HTTP),
        )
    ),
    *quiet(
        "anthropic.Anthropic.resource",
        "stream->anthropic.MessageStreamManager",
        _HTTP,
        twins=(("anthropic", "anthropic.resources.messages.AsyncMessages.stream"),),
        note="entering it sends the request",
    ),
    *blocking("anthropic.MessageStreamManager", "__enter__->anthropic.MessageStream __exit__", _HTTP, _HIGH),
    *blocking("anthropic.MessageStream", "__next__ get_final_message get_final_text until_done", _HTTP, _HIGH),
    *blocking("anthropic.MessageStream", "text_stream", _HTTP, _HIGH, attribute=True, steps=True),
    *(
        row
        for owner in ("openai.Stream", "anthropic.Stream")
        for row in (
            *blocking(owner, "__next__", _HTTP, _HIGH),
            *blocking(owner, "__exit__ close", _HTTP, _LOW),
            *quiet(owner, "__enter__->Self", _HTTP),
        )
    ),
    *(
        row
        for owner in (
            "cohere.Client",
            "mistralai.Mistral",
            "replicate.Client",
            "pinecone.Pinecone",
            "qdrant_client.QdrantClient",
            "weaviate.WeaviateClient",
            "huggingface_hub.InferenceClient",
            "huggingface_hub.HfApi",
        )
        for row in blocking(owner, "*", _HTTP, _HIGH)
    ),
    *blocking("huggingface_hub", "hf_hub_download snapshot_download whoami", _HTTP, _HIGH),
    *blocking("replicate", "run", _HTTP, _HIGH, twins=(("replicate", "replicate.async_run"),)),
)
