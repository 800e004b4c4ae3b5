"""Clouds: AWS, Google, Azure.

Their clients have hundreds of methods that each send a request, so most rows stand for all methods of a class.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, makes, quiet, stepping, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

_HTTP, _PROCESS, _FILE = Family.HTTP, Family.PROCESS, Family.FILE
_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW

TYPES: tuple[TypeRow, ...] = (
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
)


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
        makes(
            "Bucket Image Instance Message Object ObjectSummary Queue SecurityGroup Snapshot Stack Subnet"
            " Subscription Table Topic Volume Vpc",
            _RESOURCE,
        ),
        _HTTP,
    ),
    *quiet(
        _RESOURCE,
        makes(
            "buckets images instances object_versions objects queues snapshots stacks subscriptions tables topics"
            " volumes",
            _MANAGER,
        ),
        _HTTP,
        attribute=True,
    ),
    *quiet(_MANAGER, makes("all filter limit page_size iterator", _COLLECTION), _HTTP),
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
        makes("end_at end_before limit limit_to_last offset order_by select start_after start_at where", "Self"),
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
    *blocking(
        "google.oauth2.id_token", "fetch_id_token verify_firebase_token verify_oauth2_token verify_token", _HTTP, _HIGH
    ),
    *blocking("google.auth", "default", _HTTP, _HIGH, note="it looks for credentials, on a server too"),
)

ROWS: tuple[Row, ...] = (*_AWS, *_GOOGLE, *_AZURE, *_CREDENTIALS)
