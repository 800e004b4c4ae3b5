"""Services: MinIO, Supabase, Vault, Docker, git, payments, messages.

Their clients have hundreds of methods that each send a request, so most rows stand for all methods of a class.
"""

from asyncfix.catalogue.row_builders import Twin, blocking, makes, quiet, stepping, types
from asyncfix.catalogue.rows import Family, Row, Severity, Threads, TypeRow

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

TYPES: tuple[TypeRow, ...] = (
    *types(" ".join(f"stripe.{name}" for name in _STRIPE_METHODS), None, "stripe.APIResource"),
    *types("stripe.checkout.Session stripe.billing_portal.Session", None, "stripe.APIResource"),
    *types("minio.Minio", Threads.ANY),
    *types(
        "supabase.Client postgrest.SyncRequestBuilder postgrest.SyncSelectRequestBuilder storage3.SyncStorageClient",
        Threads.ONE,
    ),
    TypeRow("supabase.Client.auth", Threads.ONE, real=False),
    TypeRow("supabase.Client.functions", Threads.ONE, real=False),
    TypeRow("storage3.SyncStorageClient.from_()", Threads.ONE, real=False),
    *types("hvac.Client", Threads.ONE),
    TypeRow("hvac.Client.api", Threads.ONE, real=False, note="`secrets.kv.v2`, `auth.approle` and the like"),
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
    *types("stripe.APIResource stripe.StripeClient", Threads.ANY),
    TypeRow("stripe.StripeClient.service", Threads.ANY, real=False, note="`customers`, `payment_intents` and the like"),
    *types("twilio.rest.Client", Threads.ANY),
    TypeRow("twilio.rest.Client.resource", Threads.ANY, real=False, note="`messages`, `calls` and the like"),
    *types("slack_sdk.WebClient slack_sdk.WebhookClient", Threads.ANY),
    *types(
        "sendgrid.SendGridAPIClient github.Github pusher.Pusher algoliasearch.search.client.SearchClientSync",
        Threads.ANY,
    ),
)

ALIASES = (
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
    ("slack_sdk.web.WebClient", "slack_sdk.WebClient"),
    ("slack_sdk.web.client.WebClient", "slack_sdk.WebClient"),
    ("slack_sdk.webhook.WebhookClient", "slack_sdk.WebhookClient"),
    ("slack.WebClient", "slack_sdk.WebClient"),
    ("sendgrid.sendgrid.SendGridAPIClient", "sendgrid.SendGridAPIClient"),
    ("github.MainClass.Github", "github.Github"),
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
        makes("delete insert select update upsert", "postgrest.SyncSelectRequestBuilder"),
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

_STRIPE = (
    *(
        row
        for name, methods in _STRIPE_METHODS.items()
        for row in blocking(f"stripe.{name}", methods, _HTTP, _HIGH, Twin("stripe", f"stripe.{name}", "_async"))
    ),
    *blocking("stripe.checkout.Session", "create expire list modify retrieve", _HTTP, _HIGH),
    *blocking("stripe.billing_portal.Session", "create", _HTTP, _HIGH),
)

_MESSAGES = (
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
    *blocking("sentry_sdk", "flush", _HTTP, _HIGH),
)

ROWS: tuple[Row, ...] = (*_STORAGE, *_DOCKER, *_GIT, *_STRIPE, *_MESSAGES)
