"""Clouds and services: AWS, Google, Azure, MinIO, Supabase, Vault, Docker, git, AI, payments, messages.

Their clients have hundreds of methods that each send a request, so most rows stand for all methods of a class.
"""

from asyncfix.catalogue.build import Twin, blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, Type

_HTTP, _PROCESS, _FILE = Family.HTTP, Family.PROCESS, Family.FILE
_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW

_STRIPE_METHODS = {
    "Account": (
        "create create_external_account create_login_link create_person delete delete_external_account delete_person"
        " list list_capabilities list_external_accounts list_persons modify modify_capability"
        " modify_external_account modify_person persons refresh reject retrieve retrieve_capability"
        " retrieve_external_account retrieve_person unreject"
    ),
    "ApplicationFee": "create_refund list list_refunds modify_refund refresh refund retrieve retrieve_refund",
    "Balance": "refresh retrieve",
    "BalanceTransaction": "list refresh retrieve",
    "Charge": "capture create list list_refunds modify refresh retrieve retrieve_refund search search_auto_paging_iter",
    "Coupon": "create delete list modify refresh retrieve",
    "CreditNote": "create list list_lines modify preview preview_lines refresh retrieve void_credit_note",
    "Customer": (
        "create create_balance_transaction create_funding_instructions create_source create_tax_id delete"
        " delete_discount delete_source delete_tax_id list list_balance_transactions list_cash_balance_transactions"
        " list_payment_methods list_sources list_tax_ids modify modify_balance_transaction modify_cash_balance"
        " modify_source refresh retrieve retrieve_balance_transaction retrieve_cash_balance"
        " retrieve_cash_balance_transaction retrieve_payment_method retrieve_source retrieve_tax_id search"
        " search_auto_paging_iter"
    ),
    "Dispute": "close list modify refresh retrieve",
    "EphemeralKey": "create delete refresh",
    "Event": "list refresh retrieve",
    "File": "create list refresh retrieve",
    "FileLink": "create list modify refresh retrieve",
    "Invoice": (
        "add_lines attach_payment create create_preview delete finalize_invoice list list_lines mark_uncollectible"
        " modify pay refresh remove_lines retrieve search search_auto_paging_iter send_invoice update_lines"
        " void_invoice"
    ),
    "InvoiceItem": "create delete list modify refresh retrieve",
    "Mandate": "refresh retrieve",
    "PaymentIntent": (
        "apply_customer_balance cancel capture confirm create increment_authorization list"
        " list_amount_details_line_items modify refresh retrieve search search_auto_paging_iter verify_microdeposits"
    ),
    "PaymentLink": "create list list_line_items modify refresh retrieve",
    "PaymentMethod": "attach create detach list modify refresh retrieve",
    "Payout": "cancel create list modify refresh retrieve reverse",
    "Person": "refresh",
    "Plan": "create delete list modify refresh retrieve",
    "Price": "create list modify refresh retrieve search search_auto_paging_iter",
    "Product": (
        "create create_feature delete delete_feature list list_features modify refresh retrieve retrieve_feature"
        " search search_auto_paging_iter"
    ),
    "PromotionCode": "create list modify refresh retrieve",
    "Quote": (
        "accept cancel create finalize_quote list list_computed_upfront_line_items list_line_items modify pdf"
        " refresh retrieve"
    ),
    "Refund": "cancel create list modify refresh retrieve",
    "Review": "approve list refresh retrieve",
    "SetupAttempt": "list refresh",
    "SetupIntent": "cancel confirm create list modify refresh retrieve verify_microdeposits",
    "ShippingRate": "create list modify refresh retrieve",
    "Source": "create list_source_transactions modify refresh retrieve verify",
    "Subscription": (
        "cancel create delete_discount list migrate modify pause refresh resume retrieve search search_auto_paging_iter"
    ),
    "SubscriptionItem": "create delete list modify refresh retrieve",
    "SubscriptionSchedule": "cancel create list modify refresh release retrieve",
    "TaxId": "create delete list refresh retrieve",
    "TaxRate": "create list modify refresh retrieve",
    "Token": "create refresh retrieve",
    "Topup": "cancel create list modify refresh retrieve",
    "Transfer": "create create_reversal list list_reversals modify modify_reversal refresh retrieve retrieve_reversal",
    "WebhookEndpoint": "create delete list modify refresh retrieve",
}

TYPES: tuple[Type, ...] = (
    *types(" ".join(f"stripe.{name}" for name in _STRIPE_METHODS), None, "stripe.APIResource"),
    *types("stripe.checkout.Session stripe.billing_portal.Session", None, "stripe.APIResource"),
    *types("botocore.client.BaseClient botocore.paginate.Paginator botocore.waiter.Waiter", Threads.ANY),
    *types(
        "boto3.session.Session botocore.session.Session boto3.resources.base.ServiceResource"
        " boto3.resources.collection.CollectionManager boto3.resources.collection.ResourceCollection"
        " botocore.paginate.PageIterator botocore.response.StreamingBody",
        Threads.ONE,
    ),
    *types(
        "google.cloud.storage.Client google.cloud.bigquery.Client google.cloud.pubsub_v1.PublisherClient"
        " google.cloud.pubsub_v1.SubscriberClient google.cloud.firestore.Client"
        " google.cloud.secretmanager.SecretManagerServiceClient google.cloud.logging.Client"
        " google.cloud.tasks_v2.CloudTasksClient google.cloud.datastore.Client google.cloud.translate_v2.Client"
        " google.cloud.vision.ImageAnnotatorClient google.cloud.speech.SpeechClient"
        " google.cloud.texttospeech.TextToSpeechClient",
        Threads.ANY,
    ),
    *types(
        "google.cloud.storage.Bucket google.cloud.storage.Blob google.cloud.bigquery.QueryJob"
        " google.cloud.bigquery.table.RowIterator google.cloud.firestore.DocumentReference"
        " google.cloud.firestore.Query google.cloud.firestore.WriteBatch",
        Threads.ONE,
    ),
    *types("google.cloud.firestore.CollectionReference", None, "google.cloud.firestore.Query"),
    *types("google.cloud.pubsub_v1.publisher.futures.Future", Threads.ANY),
    *types(
        "azure.storage.blob.BlobServiceClient azure.storage.blob.ContainerClient azure.storage.blob.BlobClient",
        Threads.ANY,
    ),
    *types("azure.storage.blob.StorageStreamDownloader", Threads.ONE),
    *types(
        "azure.identity.AzureCliCredential azure.identity.ClientSecretCredential"
        " azure.identity.DefaultAzureCredential azure.identity.ManagedIdentityCredential"
        " azure.keyvault.secrets.SecretClient azure.search.documents.SearchClient",
        Threads.ANY,
    ),
    *types("google.oauth2.credentials.Credentials google.oauth2.service_account.Credentials", Threads.ANY),
    *types("minio.Minio", Threads.ANY),
    *types(
        "supabase.Client postgrest.SyncRequestBuilder postgrest.SyncSelectRequestBuilder storage3.SyncStorageClient",
        Threads.ONE,
    ),
    Type("supabase.Client.auth", Threads.ONE, real=False),
    Type("supabase.Client.functions", Threads.ONE, real=False),
    Type("storage3.SyncStorageClient.from_()", Threads.ONE, real=False),
    *types("hvac.Client", Threads.ONE),
    Type("hvac.Client.api", Threads.ONE, real=False, note="`secrets.kv.v2`, `auth.approle` and the like"),
    *types(
        "docker.DockerClient docker.APIClient docker.models.resource.Collection docker.models.resource.Model",
        Threads.ONE,
    ),
    *types(
        "docker.models.containers.ContainerCollection docker.models.images.ImageCollection"
        " docker.models.networks.NetworkCollection docker.models.volumes.VolumeCollection"
        " docker.models.services.ServiceCollection",
        None,
        "docker.models.resource.Collection",
    ),
    *types(
        "docker.models.containers.Container docker.models.images.Image docker.models.networks.Network"
        " docker.models.volumes.Volume docker.models.services.Service",
        None,
        "docker.models.resource.Model",
    ),
    *types("git.Repo git.Git git.Remote git.IndexFile git.Head", Threads.ONE),
    *types("openai.OpenAI anthropic.Anthropic", Threads.ANY),
    *types("openai.AzureOpenAI", None, "openai.OpenAI"),
    *types("anthropic.AnthropicBedrock anthropic.AnthropicVertex", None, "anthropic.Anthropic"),
    Type(
        "openai.OpenAI.resource", Threads.ANY, real=False, note="`chat.completions`, `embeddings`, `files` and the like"
    ),
    Type("anthropic.Anthropic.resource", Threads.ANY, real=False, note="`messages`, `models` and the like"),
    *types("openai.Stream anthropic.Stream anthropic.MessageStreamManager anthropic.MessageStream", Threads.ONE),
    *types("stripe.APIResource stripe.StripeClient", Threads.ANY),
    Type("stripe.StripeClient.service", Threads.ANY, real=False, note="`customers`, `payment_intents` and the like"),
    *types("twilio.rest.Client", Threads.ANY),
    Type("twilio.rest.Client.resource", Threads.ANY, real=False, note="`messages`, `calls` and the like"),
    *types("slack_sdk.WebClient slack_sdk.WebhookClient", Threads.ANY),
    *types(
        "sendgrid.SendGridAPIClient github.Github pusher.Pusher algoliasearch.search.client.SearchClientSync",
        Threads.ANY,
    ),
    *types(
        "google.genai.Client cohere.Client groq.Groq mistralai.Mistral replicate.Client pinecone.Pinecone"
        " qdrant_client.QdrantClient weaviate.WeaviateClient huggingface_hub.InferenceClient huggingface_hub.HfApi",
        Threads.ANY,
    ),
    Type("google.genai.Client.resource", Threads.ANY, real=False),
    Type("groq.Groq.resource", Threads.ANY, real=False),
)

ALIASES = (
    ("boto3.Session", "boto3.session.Session"),
    ("google.cloud.storage.client.Client", "google.cloud.storage.Client"),
    ("google.cloud.storage.bucket.Bucket", "google.cloud.storage.Bucket"),
    ("google.cloud.storage.blob.Blob", "google.cloud.storage.Blob"),
    ("google.cloud.bigquery.client.Client", "google.cloud.bigquery.Client"),
    ("google.cloud.bigquery.job.QueryJob", "google.cloud.bigquery.QueryJob"),
    ("google.cloud.firestore_v1", "google.cloud.firestore"),
    ("google.cloud.pubsub", "google.cloud.pubsub_v1"),
    ("google.cloud.secretmanager_v1", "google.cloud.secretmanager"),
    ("google.cloud.tasks", "google.cloud.tasks_v2"),
    ("minio.api.Minio", "minio.Minio"),
    ("supabase.client.Client", "supabase.Client"),
    ("supabase.SyncClient", "supabase.Client"),
    ("hvac.v1.Client", "hvac.Client"),
    ("docker.client.DockerClient", "docker.DockerClient"),
    ("docker.client.from_env", "docker.from_env"),
    ("docker.api.client.APIClient", "docker.APIClient"),
    ("git.repo.Repo", "git.Repo"),
    ("git.repo.base.Repo", "git.Repo"),
    ("git.cmd.Git", "git.Git"),
    ("git.remote.Remote", "git.Remote"),
    ("openai.Client", "openai.OpenAI"),
    ("anthropic.Client", "anthropic.Anthropic"),
    ("slack_sdk.web.WebClient", "slack_sdk.WebClient"),
    ("slack_sdk.web.client.WebClient", "slack_sdk.WebClient"),
    ("slack_sdk.webhook.WebhookClient", "slack_sdk.WebhookClient"),
    ("slack.WebClient", "slack_sdk.WebClient"),
    ("sendgrid.sendgrid.SendGridAPIClient", "sendgrid.SendGridAPIClient"),
    ("github.MainClass.Github", "github.Github"),
)


def _makes(owner: str, words: str, kind: str) -> str:
    """The words with what they all return."""
    return " ".join(f"{word}->{kind}" for word in words.split())


_CLIENT, _RESOURCE = "botocore.client.BaseClient", "boto3.resources.base.ServiceResource"
_MANAGER, _COLLECTION = "boto3.resources.collection.CollectionManager", "boto3.resources.collection.ResourceCollection"
_LOADS = "it reads the description of the service from the disk"

_AWS: tuple[Row, ...] = (
    *(
        row
        for owner in ("boto3", "boto3.session.Session")
        for row in (
            *blocking(
                owner,
                f"client->{_CLIENT}",
                _FILE,
                _MEDIUM,
                twins=(("aioboto3", "aioboto3.Session.client"),),
                note=_LOADS,
            ),
            *blocking(
                owner,
                f"resource->{_RESOURCE}",
                _FILE,
                _MEDIUM,
                twins=(("aioboto3", "aioboto3.Session.resource"),),
                note=_LOADS,
            ),
        )
    ),
    *blocking("boto3.session.Session", "get_credentials", _HTTP, _HIGH, note="it may ask the metadata service"),
    *blocking("botocore.session", "get_session->botocore.session.Session", _FILE, _LOW),
    *blocking(
        "botocore.session.Session",
        f"create_client->{_CLIENT}",
        _FILE,
        _MEDIUM,
        twins=(("aiobotocore", "aiobotocore.session.AioSession.create_client"),),
        note=_LOADS,
    ),
    *blocking(_CLIENT, "*", _HTTP, _HIGH),
    *quiet(
        _CLIENT,
        "can_paginate generate_presigned_post generate_presigned_url get_paginator->botocore.paginate.Paginator"
        " get_waiter->botocore.waiter.Waiter close",
        _HTTP,
    ),
    *quiet("botocore.paginate.Paginator", "paginate->botocore.paginate.PageIterator", _HTTP),
    *blocking("botocore.paginate.PageIterator", "__iter__ build_full_result", _HTTP, _HIGH, steps=True),
    *stepping("botocore.paginate.PageIterator", "search", _HTTP, _HIGH),
    *blocking("botocore.waiter.Waiter", "wait", _HTTP, _HIGH),
    *blocking("botocore.response.StreamingBody", "__next__ next read readinto readline readlines", _HTTP, _HIGH),
    *stepping("botocore.response.StreamingBody", "iter_chunks iter_lines", _HTTP, _HIGH),
    *quiet("botocore.response.StreamingBody", "__enter__->Self", _HTTP),
    *blocking(_RESOURCE, "*", _HTTP, _HIGH),
    *quiet(
        _RESOURCE,
        _makes(
            _RESOURCE,
            "Bucket Image Instance Message Object ObjectSummary Queue SecurityGroup Snapshot Stack Subnet"
            " Subscription Table Topic Volume Vpc",
            _RESOURCE,
        ),
        _HTTP,
    ),
    *quiet(
        _RESOURCE,
        _makes(
            _RESOURCE,
            "buckets images instances object_versions objects queues snapshots stacks subscriptions tables topics"
            " volumes",
            _MANAGER,
        ),
        _HTTP,
        attribute=True,
    ),
    *quiet(_MANAGER, _makes(_MANAGER, "all filter limit page_size iterator", _COLLECTION), _HTTP),
    *stepping(_MANAGER, "pages", _HTTP, _HIGH),
    *blocking(_MANAGER, "*", _HTTP, _HIGH, note="an action on all of them"),
    *quiet(_COLLECTION, "all->Self filter->Self limit->Self page_size->Self", _HTTP),
    *blocking(_COLLECTION, "__iter__", _HTTP, _HIGH, steps=True, yields=_RESOURCE),
    *stepping(_COLLECTION, "pages", _HTTP, _HIGH),
    *blocking(_COLLECTION, "*", _HTTP, _HIGH, note="an action on all of them"),
)

_GCS, _BQ, _FS = "google.cloud.storage", "google.cloud.bigquery", "google.cloud.firestore"
_REST = (
    "google.cloud.secretmanager.SecretManagerServiceClient",
    "google.cloud.logging.Client",
    "google.cloud.tasks_v2.CloudTasksClient",
    "google.cloud.datastore.Client",
    "google.cloud.translate_v2.Client",
    "google.cloud.vision.ImageAnnotatorClient",
    "google.cloud.speech.SpeechClient",
    "google.cloud.texttospeech.TextToSpeechClient",
    "google.cloud.pubsub_v1.SubscriberClient",
)

_GOOGLE = (
    *blocking(_GCS, f"Client->{_GCS}.Client", _HTTP, _HIGH, note="it looks for credentials, on a server too"),
    *quiet(f"{_GCS}.Client", f"bucket->{_GCS}.Bucket __enter__->Self create_anonymous_client->Self", _HTTP),
    *blocking(
        f"{_GCS}.Client",
        f"create_bucket->{_GCS}.Bucket create_hmac_key download_blob_to_file get_bucket->{_GCS}.Bucket"
        f" get_hmac_key_metadata get_service_account_email lookup_bucket->{_GCS}.Bucket",
        _HTTP,
        _HIGH,
    ),
    *stepping(f"{_GCS}.Client", "list_hmac_keys", _HTTP, _HIGH),
    *stepping(f"{_GCS}.Client", "list_blobs", _HTTP, _HIGH, yields=f"{_GCS}.Blob"),
    *stepping(f"{_GCS}.Client", "list_buckets", _HTTP, _HIGH, yields=f"{_GCS}.Bucket"),
    *quiet(f"{_GCS}.Bucket", f"blob->{_GCS}.Blob", _HTTP),
    *blocking(
        f"{_GCS}.Bucket",
        f"copy_blob->{_GCS}.Blob create delete delete_blob delete_blobs exists get_blob->{_GCS}.Blob get_iam_policy"
        f" get_notification lock_retention_policy make_private make_public patch reload rename_blob->{_GCS}.Blob"
        " set_iam_policy test_iam_permissions update",
        _HTTP,
        _HIGH,
    ),
    *stepping(f"{_GCS}.Bucket", "list_blobs", _HTTP, _HIGH, yields=f"{_GCS}.Blob"),
    *stepping(f"{_GCS}.Bucket", "list_notifications", _HTTP, _HIGH),
    *quiet(f"{_GCS}.Bucket", "generate_signed_url", _HTTP, note="without a private key it asks a server to sign"),
    *quiet(f"{_GCS}.Blob", "generate_signed_url", _HTTP, note="without a private key it asks a server to sign"),
    *blocking(
        f"{_GCS}.Blob",
        "compose create_resumable_upload_session delete download_as_bytes download_as_string download_as_text"
        " download_to_file download_to_filename exists get_iam_policy make_private make_public open patch reload"
        " rewrite set_iam_policy test_iam_permissions update update_storage_class upload_from_file"
        " upload_from_filename upload_from_string",
        _HTTP,
        _HIGH,
    ),
    *blocking(_BQ, f"Client->{_BQ}.Client", _HTTP, _HIGH, note="it looks for credentials, on a server too"),
    *blocking(
        f"{_BQ}.Client",
        "cancel_job copy_table create_dataset create_job create_routine create_table delete_dataset"
        " delete_job_metadata delete_model delete_routine delete_table extract_table get_dataset get_iam_policy"
        f" get_job->{_BQ}.QueryJob get_model get_routine get_service_account_email get_table insert_rows"
        " insert_rows_from_dataframe insert_rows_json list_partitions load_table_from_dataframe"
        f" load_table_from_file load_table_from_json load_table_from_uri query->{_BQ}.QueryJob"
        f" query_and_wait->{_BQ}.table.RowIterator set_iam_policy update_dataset update_model update_routine"
        " update_table",
        _HTTP,
        _HIGH,
    ),
    *stepping(
        f"{_BQ}.Client", "list_datasets list_jobs list_models list_projects list_routines list_tables", _HTTP, _HIGH
    ),
    *blocking(f"{_BQ}.Client", f"list_rows->{_BQ}.table.RowIterator", _HTTP, _HIGH, steps=True),
    *quiet(f"{_BQ}.Client", "__enter__->Self", _HTTP),
    *blocking(f"{_BQ}.QueryJob", "__iter__ cancel done exception exists reload to_arrow to_dataframe", _HTTP, _HIGH),
    *blocking(f"{_BQ}.QueryJob", f"result->{_BQ}.table.RowIterator", _HTTP, _HIGH),
    *blocking(f"{_BQ}.table.RowIterator", "__iter__ __next__ to_arrow to_dataframe", _HTTP, _HIGH),
    *stepping(f"{_BQ}.table.RowIterator", "to_arrow_iterable to_dataframe_iterable", _HTTP, _HIGH),
    *quiet(
        "google.cloud.pubsub_v1.PublisherClient",
        "publish->google.cloud.pubsub_v1.publisher.futures.Future topic_path",
        _HTTP,
    ),
    *blocking(
        "google.cloud.pubsub_v1.PublisherClient",
        "create_topic delete_topic detach_subscription get_iam_policy get_topic list_topic_snapshots"
        " list_topic_subscriptions list_topics set_iam_policy stop update_topic",
        _HTTP,
        _HIGH,
    ),
    *blocking("google.cloud.pubsub_v1.publisher.futures.Future", "exception result", _HTTP, _HIGH),
    *quiet("google.cloud.pubsub_v1.SubscriberClient", "subscribe subscription_path topic_path", _HTTP),
    *quiet(_FS, f"Client->{_FS}.Client", _HTTP, twins=(("google", f"{_FS}.AsyncClient"),)),
    *quiet(
        f"{_FS}.Client",
        f"batch->{_FS}.WriteBatch collection->{_FS}.CollectionReference collection_group->{_FS}.Query"
        f" document->{_FS}.DocumentReference",
        _HTTP,
    ),
    *stepping(f"{_FS}.Client", "collections get_all", _HTTP, _HIGH, Twin("google", f"{_FS}.AsyncClient")),
    *blocking(f"{_FS}.Client", "recursive_delete", _HTTP, _HIGH, Twin("google", f"{_FS}.AsyncClient")),
    *blocking(
        f"{_FS}.DocumentReference",
        "create delete get set update",
        _HTTP,
        _HIGH,
        Twin("google", f"{_FS}.AsyncDocumentReference"),
    ),
    *quiet(f"{_FS}.DocumentReference", f"collection->{_FS}.CollectionReference", _HTTP),
    *stepping(f"{_FS}.DocumentReference", "collections", _HTTP, _HIGH),
    *quiet(f"{_FS}.CollectionReference", f"document->{_FS}.DocumentReference", _HTTP),
    *blocking(f"{_FS}.CollectionReference", "add", _HTTP, _HIGH),
    *stepping(f"{_FS}.CollectionReference", "list_documents", _HTTP, _HIGH),
    *quiet(
        f"{_FS}.Query",
        _makes(_FS, "end_at end_before limit limit_to_last offset order_by select start_after start_at where", "Self"),
        _HTTP,
    ),
    *blocking(f"{_FS}.Query", "get", _HTTP, _HIGH, Twin("google", f"{_FS}.AsyncQuery")),
    *stepping(f"{_FS}.Query", "stream", _HTTP, _HIGH, Twin("google", f"{_FS}.AsyncQuery")),
    *quiet(f"{_FS}.WriteBatch", "create delete set update", _HTTP),
    *blocking(f"{_FS}.WriteBatch", "commit", _HTTP, _HIGH),
    *(row for owner in _REST for row in blocking(owner, "*", _HTTP, _HIGH)),
)

_AZ = "azure.storage.blob"
_MAKES_BLOBS = f"get_blob_client->{_AZ}.BlobClient __enter__->Self from_connection_string->Self"

_AZURE = (
    *quiet(
        _AZ,
        f"BlobServiceClient->{_AZ}.BlobServiceClient ContainerClient->{_AZ}.ContainerClient"
        f" BlobClient->{_AZ}.BlobClient",
        _HTTP,
    ),
    *quiet(f"{_AZ}.BlobServiceClient", f"{_MAKES_BLOBS} get_container_client->{_AZ}.ContainerClient close", _HTTP),
    *quiet(f"{_AZ}.ContainerClient", f"{_MAKES_BLOBS} close", _HTTP),
    *quiet(f"{_AZ}.BlobClient", "__enter__->Self from_blob_url->Self from_connection_string->Self close", _HTTP),
    *blocking(
        f"{_AZ}.BlobServiceClient",
        f"create_container->{_AZ}.ContainerClient delete_container get_account_information get_service_properties"
        " get_service_stats get_user_delegation_key set_service_properties undelete_container",
        _HTTP,
        _HIGH,
        Twin("azure", f"{_AZ}.aio.BlobServiceClient"),
    ),
    *stepping(
        f"{_AZ}.BlobServiceClient",
        "find_blobs_by_tags list_containers",
        _HTTP,
        _HIGH,
        Twin("azure", f"{_AZ}.aio.BlobServiceClient"),
    ),
    *blocking(
        f"{_AZ}.ContainerClient",
        "acquire_lease create_container delete_blob delete_blobs delete_container"
        f" download_blob->{_AZ}.StorageStreamDownloader exists get_account_information get_container_access_policy"
        f" get_container_properties set_container_access_policy set_container_metadata upload_blob->{_AZ}.BlobClient",
        _HTTP,
        _HIGH,
        Twin("azure", f"{_AZ}.aio.ContainerClient"),
    ),
    *stepping(
        f"{_AZ}.ContainerClient",
        "find_blobs_by_tags list_blob_names list_blobs walk_blobs",
        _HTTP,
        _HIGH,
        Twin("azure", f"{_AZ}.aio.ContainerClient"),
    ),
    *blocking(
        f"{_AZ}.BlobClient",
        "abort_copy acquire_lease append_block append_block_from_url clear_page commit_block_list"
        " create_append_blob create_page_blob create_snapshot delete_blob"
        f" download_blob->{_AZ}.StorageStreamDownloader exists get_account_information get_blob_properties"
        " get_blob_tags get_block_list get_page_ranges resize_blob set_blob_metadata set_blob_tags set_http_headers"
        " set_standard_blob_tier stage_block stage_block_from_url start_copy_from_url undelete_blob upload_blob"
        " upload_blob_from_url upload_page",
        _HTTP,
        _HIGH,
        Twin("azure", f"{_AZ}.aio.BlobClient"),
    ),
    *blocking(
        f"{_AZ}.StorageStreamDownloader",
        "readall readinto read",
        _HTTP,
        _HIGH,
        Twin("azure", f"{_AZ}.aio.StorageStreamDownloader"),
    ),
    *blocking(f"{_AZ}.StorageStreamDownloader", "content_as_bytes content_as_text download_to_stream", _HTTP, _HIGH),
    *stepping(f"{_AZ}.StorageStreamDownloader", "chunks", _HTTP, _HIGH),
)

_CREDENTIALS = (
    *(
        row
        for name in (
            "AzureCliCredential",
            "ClientSecretCredential",
            "DefaultAzureCredential",
            "ManagedIdentityCredential",
        )
        for row in blocking(
            f"azure.identity.{name}", "get_token", _HTTP, _HIGH, Twin("azure", f"azure.identity.aio.{name}")
        )
    ),
    *blocking(
        "azure.keyvault.secrets.SecretClient",
        "*",
        _HTTP,
        _HIGH,
        Twin("azure", "azure.keyvault.secrets.aio.SecretClient"),
    ),
    *blocking(
        "azure.search.documents.SearchClient",
        "*",
        _HTTP,
        _HIGH,
        Twin("azure", "azure.search.documents.aio.SearchClient"),
    ),
    *blocking("google.oauth2.credentials.Credentials", "refresh", _HTTP, _HIGH),
    *blocking("google.oauth2.credentials.Credentials", "from_authorized_user_file->Self", _FILE, _LOW),
    *blocking("google.oauth2.service_account.Credentials", "refresh", _HTTP, _HIGH),
    *blocking("google.oauth2.service_account.Credentials", "from_service_account_file->Self", _FILE, _LOW),
)

_STORAGE = (
    *quiet("minio", "Minio->minio.Minio", _HTTP),
    *blocking("minio.Minio", "*", _HTTP, _HIGH),
    *blocking("minio.Minio", "get_object->urllib3.HTTPResponse", _HTTP, _HIGH),
    *stepping("minio.Minio", "list_objects remove_objects listen_bucket_notification", _HTTP, _HIGH),
    *quiet("minio.Minio", "presigned_post_policy set_app_info trace_off trace_on", _HTTP),
    *quiet("supabase", "create_client->supabase.Client", _HTTP, twins=(("supabase", "supabase.create_async_client"),)),
    *quiet(
        "supabase.Client",
        "from_->postgrest.SyncRequestBuilder rpc->postgrest.SyncSelectRequestBuilder"
        " table->postgrest.SyncRequestBuilder",
        _HTTP,
    ),
    *quiet(
        "supabase.Client",
        "auth->supabase.Client.auth functions->supabase.Client.functions storage->storage3.SyncStorageClient",
        _HTTP,
        attribute=True,
    ),
    *blocking("supabase.Client.auth", "*", _HTTP, _HIGH),
    *blocking("supabase.Client.functions", "invoke", _HTTP, _HIGH),
    *quiet(
        "postgrest.SyncRequestBuilder",
        _makes("", "delete insert select update upsert", "postgrest.SyncSelectRequestBuilder"),
        _HTTP,
    ),
    *quiet("postgrest.SyncSelectRequestBuilder", "*->Self", _HTTP),
    *blocking("postgrest.SyncSelectRequestBuilder", "execute", _HTTP, _HIGH),
    *quiet("storage3.SyncStorageClient", "from_->storage3.SyncStorageClient.from_()", _HTTP),
    *blocking(
        "storage3.SyncStorageClient",
        "create_bucket delete_bucket empty_bucket get_bucket list_buckets update_bucket",
        _HTTP,
        _HIGH,
    ),
    *blocking(
        "storage3.SyncStorageClient.from_()",
        "copy create_signed_upload_url create_signed_url create_signed_urls download exists info list move remove"
        " update upload upload_to_signed_url",
        _HTTP,
        _HIGH,
    ),
    *quiet("hvac", "Client->hvac.Client", _HTTP),
    *blocking(
        "hvac.Client",
        "auth_cubbyhole delete get_policy is_authenticated list login logout lookup_token read renew_token"
        " revoke_token write write_data",
        _HTTP,
        _HIGH,
    ),
    *blocking(
        "hvac.Client",
        "generate_root_status ha_status key_status rekey_status seal_status",
        _HTTP,
        _HIGH,
        attribute=True,
    ),
    *quiet("hvac.Client", "auth->hvac.Client.api secrets->hvac.Client.api sys->hvac.Client.api", _HTTP, attribute=True),
    *quiet("hvac.Client.api", "__getattr__->Self", _HTTP, attribute=True),
    *blocking("hvac.Client.api", "*", _HTTP, _HIGH),
)

_DOCKER = (
    *blocking(
        "docker",
        "from_env->docker.DockerClient",
        _HTTP,
        _HIGH,
        twins=(("aiodocker", "aiodocker.Docker"),),
        note="it asks the daemon for its version",
    ),
    *blocking(
        "docker",
        "DockerClient->docker.DockerClient APIClient->docker.APIClient",
        _HTTP,
        _HIGH,
        note="it may ask the daemon for its version",
    ),
    *blocking("docker.DockerClient", "df info login ping version", _HTTP, _HIGH),
    *stepping("docker.DockerClient", "events", _HTTP, _HIGH),
    *blocking("docker.DockerClient", "close", _HTTP, _LOW),
    *quiet("docker.DockerClient", "from_env->docker.DockerClient", _HTTP),
    *quiet(
        "docker.DockerClient",
        "api->docker.APIClient containers->docker.models.containers.ContainerCollection"
        " images->docker.models.images.ImageCollection networks->docker.models.networks.NetworkCollection"
        " services->docker.models.services.ServiceCollection volumes->docker.models.volumes.VolumeCollection",
        _HTTP,
        attribute=True,
    ),
    *blocking("docker.APIClient", "*", _HTTP, _HIGH),
    *blocking("docker.models.resource.Collection", "*", _HTTP, _HIGH),
    *blocking("docker.models.resource.Model", "*", _HTTP, _HIGH),
    *(
        row
        for name in ("container", "image", "network", "service", "volume")
        for row in blocking(
            f"docker.models.{name}s.{name.title()}Collection",
            f"create->docker.models.{name}s.{name.title()} get->docker.models.{name}s.{name.title()}",
            _HTTP,
            _HIGH,
        )
        if not row.name.endswith("ImageCollection.create")
    ),
    *blocking("docker.models.containers.ContainerCollection", "run->docker.models.containers.Container", _HTTP, _HIGH),
)

_GIT = (
    *blocking("git", "Repo->git.Repo", _FILE, _LOW),
    *blocking(
        "git.Repo",
        "archive blame clone->git.Repo clone_from->git.Repo create_head->git.Head create_remote->git.Remote"
        " create_submodule create_tag delete_head delete_remote delete_tag ignored init->git.Repo is_ancestor"
        " is_dirty merge_base submodule_update",
        _PROCESS,
        _HIGH,
    ),
    *stepping("git.Repo", "blame_incremental iter_commits iter_submodules", _PROCESS, _HIGH),
    *blocking("git.Repo", "commit config_reader is_valid_object rev_parse tree", _FILE, _MEDIUM),
    *blocking(
        "git.Repo",
        "active_branch branches description heads references refs remotes submodules tags",
        _FILE,
        _LOW,
        attribute=True,
    ),
    *blocking("git.Repo", "untracked_files", _PROCESS, _HIGH, attribute=True),
    *quiet("git.Repo", "git->git.Git head->git.Head index->git.IndexFile", _PROCESS, attribute=True),
    *quiet("git.Repo", "__enter__->Self remote->git.Remote", _PROCESS),
    *blocking("git.Git", "*", _PROCESS, _HIGH, note="every method runs git"),
    *blocking(
        "git.Remote", "add create delete_url exists fetch pull push remove rename rm set_url update", _PROCESS, _HIGH
    ),
    *blocking(
        "git.IndexFile",
        "add checkout commit diff merge_tree move remove reset update write write_tree",
        _PROCESS,
        _HIGH,
    ),
    *blocking("git.Head", "checkout create delete rename", _PROCESS, _HIGH),
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
        *quiet(client, _makes(client, attributes, resource), _HTTP, attribute=True),
        *quiet(resource, "__getattr__->Self", _HTTP, attribute=True),
        *blocking(resource, "*", _HTTP, _HIGH, twins=((twin.library, f"{twin.owner}.*"),), returns_when=streamed),
    )


_OPENAI = (
    "audio batches beta chat completions containers conversations embeddings evals files fine_tuning images models"
    " moderations realtime responses uploads vector_stores videos"
)
_ANTHROPIC = "beta messages models"
_REQUESTS = "delete get get_api_list patch post put request"

_MODELS = (
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

_STRIPE = (
    *(
        row
        for name, methods in _STRIPE_METHODS.items()
        for row in blocking(f"stripe.{name}", methods, _HTTP, _HIGH, Twin("stripe", f"stripe.{name}", "_async"))
    ),
    *blocking("stripe.checkout.Session", "create expire list modify retrieve", _HTTP, _HIGH),
    *blocking("stripe.billing_portal.Session", "create", _HTTP, _HIGH),
)

_SERVICES = (
    *quiet("stripe", "StripeClient->stripe.StripeClient", _HTTP),
    *blocking(
        "stripe.StripeClient", "raw_request", _HTTP, _HIGH, twins=(("stripe", "stripe.StripeClient.raw_request_async"),)
    ),
    *quiet("stripe.StripeClient", "__getattr__->stripe.StripeClient.service", _HTTP, attribute=True),
    *quiet("stripe.StripeClient.service", "__getattr__->Self", _HTTP, attribute=True),
    *blocking(
        "stripe.StripeClient.service", "*", _HTTP, _HIGH, Twin("stripe", "stripe.StripeClient.service", "_async")
    ),
    *quiet("twilio.rest", "Client->twilio.rest.Client", _HTTP),
    *quiet("twilio.rest.Client", "__getattr__->twilio.rest.Client.resource", _HTTP, attribute=True),
    *blocking("twilio.rest.Client", "request", _HTTP, _HIGH, twins=(("twilio", "twilio.rest.Client.request_async"),)),
    *quiet("twilio.rest.Client.resource", "__getattr__->Self", _HTTP, attribute=True),
    *quiet("twilio.rest.Client.resource", "__call__->Self", _HTTP),
    *blocking(
        "twilio.rest.Client.resource",
        "create delete fetch list page update",
        _HTTP,
        _HIGH,
        Twin("twilio", "twilio.rest.Client.resource", "_async"),
    ),
    *stepping("twilio.rest.Client.resource", "stream", _HTTP, _HIGH),
    *quiet(
        "slack_sdk",
        "WebClient->slack_sdk.WebClient",
        _HTTP,
        twins=(("slack_sdk", "slack_sdk.web.async_client.AsyncWebClient"),),
    ),
    *blocking("slack_sdk.WebClient", "*", _HTTP, _HIGH, Twin("slack_sdk", "slack_sdk.web.async_client.AsyncWebClient")),
    *quiet(
        "slack_sdk",
        "WebhookClient->slack_sdk.WebhookClient",
        _HTTP,
        twins=(("slack_sdk", "slack_sdk.webhook.async_client.AsyncWebhookClient"),),
    ),
    *blocking(
        "slack_sdk.WebhookClient",
        "send send_dict",
        _HTTP,
        _HIGH,
        Twin("slack_sdk", "slack_sdk.webhook.async_client.AsyncWebhookClient"),
    ),
    *blocking("sendgrid.SendGridAPIClient", "send", _HTTP, _HIGH),
    *blocking(
        "github.Github",
        "get_organization get_repo get_user search_code search_issues search_repositories",
        _HTTP,
        _HIGH,
    ),
    *blocking("pusher.Pusher", "trigger trigger_batch", _HTTP, _HIGH),
    *blocking(
        "firebase_admin.auth",
        "create_custom_token create_user delete_user get_user get_user_by_email revoke_refresh_tokens update_user"
        " verify_id_token",
        _HTTP,
        _HIGH,
    ),
    *blocking(
        "firebase_admin.messaging",
        "send send_each send_each_for_multicast subscribe_to_topic unsubscribe_from_topic",
        _HTTP,
        _HIGH,
    ),
    *blocking(
        "google.oauth2.id_token", "fetch_id_token verify_firebase_token verify_oauth2_token verify_token", _HTTP, _HIGH
    ),
    *blocking("google.auth", "default", _HTTP, _HIGH, note="it looks for credentials, on a server too"),
    *blocking("sentry_sdk", "flush", _HTTP, _HIGH),
)

ROWS: tuple[Row, ...] = (
    *_AWS,
    *_GOOGLE,
    *_AZURE,
    *_CREDENTIALS,
    *_STORAGE,
    *_DOCKER,
    *_GIT,
    *_MODELS,
    *_STRIPE,
    *_SERVICES,
)
