"""Mail, files and calls over the network, by the standard library and paramiko, ldap3, pika and kafka-python."""

from asyncfix.catalogue.row_builders import blocking, quiet, stepping, types
from asyncfix.catalogue.rows import Argument, Family, Row, Severity, Threads, TypeRow

_NETWORK, _HIGH = Family.NETWORK, Severity.HIGH

TYPES: tuple[TypeRow, ...] = (
    *types("ftplib.FTP smtplib.SMTP imaplib.IMAP4 poplib.POP3", Threads.ONE),
    *types("ftplib.FTP_TLS", None, "ftplib.FTP"),
    *types("smtplib.SMTP_SSL smtplib.LMTP", None, "smtplib.SMTP"),
    *types("imaplib.IMAP4_SSL imaplib.IMAP4_stream", None, "imaplib.IMAP4"),
    *types("poplib.POP3_SSL", None, "poplib.POP3"),
    TypeRow("telnetlib.Telnet", Threads.ONE, until=(3, 13)),
    TypeRow("nntplib.NNTP", Threads.ONE, until=(3, 13)),
    TypeRow("nntplib.NNTP_SSL", None, ("nntplib.NNTP",), until=(3, 13)),
    *types("xmlrpc.client.ServerProxy xmlrpc.client.MultiCall", Threads.ONE),
    *types("paramiko.SSHClient paramiko.SFTPClient paramiko.Transport paramiko.Channel", Threads.ANY),
    *types("paramiko.SFTPFile", Threads.ONE),
    *types("paramiko.channel.ChannelFile", Threads.ONE),
    *types(
        "paramiko.channel.ChannelStdinFile paramiko.channel.ChannelStderrFile", None, "paramiko.channel.ChannelFile"
    ),
    *types("ldap3.Connection", Threads.ONE),
    *types("ldap3.Server", Threads.ANY),
    *types("pika.BlockingConnection pika.adapters.blocking_connection.BlockingChannel", Threads.BOUND),
    *types("kafka.KafkaProducer", Threads.ANY),
    *types("kafka.producer.future.FutureRecordMetadata", Threads.ANY),
    *types("kafka.KafkaConsumer kafka.KafkaAdminClient", Threads.ONE),
    *types("confluent_kafka.Consumer confluent_kafka.Producer", Threads.ANY),
)

ALIASES = (
    ("xmlrpc.client.Server", "xmlrpc.client.ServerProxy"),
    ("paramiko.client.SSHClient", "paramiko.SSHClient"),
    ("paramiko.sftp_client.SFTPClient", "paramiko.SFTPClient"),
    ("paramiko.sftp_client.SFTP", "paramiko.SFTPClient"),
    ("paramiko.sftp_file.SFTPFile", "paramiko.SFTPFile"),
    ("paramiko.transport.Transport", "paramiko.Transport"),
    ("paramiko.channel.Channel", "paramiko.Channel"),
    ("ldap3.core.connection.Connection", "ldap3.Connection"),
    ("ldap3.core.server.Server", "ldap3.Server"),
    ("pika.adapters.blocking_connection.BlockingConnection", "pika.BlockingConnection"),
    ("pika.adapters.BlockingConnection", "pika.BlockingConnection"),
    ("pika.channel.BlockingChannel", "pika.adapters.blocking_connection.BlockingChannel"),
    ("kafka.producer.KafkaProducer", "kafka.KafkaProducer"),
    ("kafka.producer.kafka.KafkaProducer", "kafka.KafkaProducer"),
    ("kafka.consumer.KafkaConsumer", "kafka.KafkaConsumer"),
    ("kafka.consumer.group.KafkaConsumer", "kafka.KafkaConsumer"),
    ("kafka.admin.KafkaAdminClient", "kafka.KafkaAdminClient"),
)

_NO_HOST = (Argument("host", 0, ("''",), missing=True),)

_FTP: tuple[Row, ...] = (
    *blocking("ftplib", "FTP->ftplib.FTP FTP_TLS->ftplib.FTP_TLS", _NETWORK, _HIGH, unless=_NO_HOST),
    *quiet("ftplib.FTP", "__enter__->Self", _NETWORK),
    *blocking(
        "ftplib.FTP",
        "__exit__ abort acct connect cwd delete dir getline getmultiline getresp login makepasv makeport mkd nlst"
        " ntransfercmd putcmd putline pwd quit rename retrbinary retrlines rmd sendcmd sendeprt sendport size"
        " storbinary storlines"
        " transfercmd voidcmd voidresp",
        _NETWORK,
        _HIGH,
    ),
    *stepping("ftplib.FTP", "mlsd", _NETWORK, _HIGH),
    *blocking("ftplib.FTP_TLS", "auth ccc prot_c prot_p", _NETWORK, _HIGH),
    *blocking("ftplib", "ftpcp", _NETWORK, _HIGH),
)

_MAIL = (
    *blocking(
        "smtplib",
        "SMTP->smtplib.SMTP SMTP_SSL->smtplib.SMTP_SSL LMTP->smtplib.LMTP",
        _NETWORK,
        _HIGH,
        unless=_NO_HOST,
        twins=(("aiosmtplib", "aiosmtplib.SMTP"),),
    ),
    *quiet("smtplib.SMTP", "__enter__->Self", _NETWORK),
    *blocking("smtplib.SMTP", "connect login quit sendmail send_message starttls", _NETWORK, _HIGH),
    *blocking(
        "smtplib.SMTP",
        "__exit__ auth auth_cram_md5 auth_login auth_plain data docmd ehlo ehlo_or_helo_if_needed expn getreply helo"
        " help mail noop putcmd rcpt rset send"
        " verify vrfy",
        _NETWORK,
        _HIGH,
    ),
    *blocking("imaplib", "IMAP4->imaplib.IMAP4 IMAP4_SSL->imaplib.IMAP4_SSL", _NETWORK, _HIGH),
    *blocking("imaplib", "IMAP4_stream->imaplib.IMAP4_stream", Family.PROCESS, _HIGH),
    *quiet("imaplib.IMAP4", "__enter__->Self", _NETWORK),
    *blocking(
        "imaplib.IMAP4",
        "__exit__ append authenticate capability check close copy create delete deleteacl enable expunge fetch getacl"
        " getannotation getquota getquotaroot list login login_cram_md5 logout lsub myrights namespace noop open"
        " partial"
        " proxyauth read readline recent rename search select send setacl setannotation setquota shutdown sort starttls"
        " status store subscribe thread uid unselect unsubscribe xatom",
        _NETWORK,
        _HIGH,
    ),
    *stepping("imaplib.IMAP4", "idle", _NETWORK, _HIGH, since=(3, 14)),
    *blocking("poplib", "POP3->poplib.POP3 POP3_SSL->poplib.POP3_SSL", _NETWORK, _HIGH),
    *blocking(
        "poplib.POP3",
        "apop capa dele list noop pass_ quit retr rpop rset stat stls top uidl user utf8",
        _NETWORK,
        _HIGH,
    ),
    *blocking("poplib.POP3", "close", _NETWORK, Severity.LOW),
)

_GONE = (
    *blocking("telnetlib", "Telnet->telnetlib.Telnet", _NETWORK, _HIGH, until=(3, 13)),
    *quiet("telnetlib.Telnet", "__enter__->Self", _NETWORK, until=(3, 13)),
    *blocking(
        "telnetlib.Telnet",
        "expect interact mt_interact open read_all read_some read_until write",
        _NETWORK,
        _HIGH,
        until=(3, 13),
    ),
    *blocking("nntplib", "NNTP->nntplib.NNTP NNTP_SSL->nntplib.NNTP_SSL", _NETWORK, _HIGH, until=(3, 13)),
    *quiet("nntplib.NNTP", "__enter__->Self", _NETWORK, until=(3, 13)),
    *blocking(
        "nntplib.NNTP",
        "__exit__ article body capabilities date descriptions description getcapabilities group head help ihave last"
        " list login newgroups newnews next over post quit slave starttls stat xhdr xover",
        _NETWORK,
        _HIGH,
        until=(3, 13),
    ),
)

_CALLS = (
    *quiet("xmlrpc.client", "ServerProxy->xmlrpc.client.ServerProxy", _NETWORK),
    *blocking("xmlrpc.client.ServerProxy", "*", Family.HTTP, _HIGH, note="every method is a call of the server"),
    *quiet("xmlrpc.client.ServerProxy", "__enter__->Self", _NETWORK),
    *blocking("xmlrpc.client.MultiCall", "__call__", Family.HTTP, _HIGH),
)

_SSH = (
    *quiet("paramiko", "SSHClient->paramiko.SSHClient", _NETWORK),
    *blocking("paramiko", "Transport->paramiko.Transport", _NETWORK, _HIGH),
    *quiet("paramiko.SSHClient", "__enter__->Self", _NETWORK),
    *blocking("paramiko.SSHClient", "connect", _NETWORK, _HIGH, twins=(("asyncssh", "asyncssh.connect"),)),
    *blocking(
        "paramiko.SSHClient",
        "exec_command",
        _NETWORK,
        _HIGH,
        items=(
            "paramiko.channel.ChannelStdinFile",
            "paramiko.channel.ChannelFile",
            "paramiko.channel.ChannelStderrFile",
        ),
        twins=(("asyncssh", "asyncssh.SSHClientConnection.run"),),
    ),
    *blocking("paramiko.SSHClient", "invoke_shell->paramiko.Channel open_sftp->paramiko.SFTPClient", _NETWORK, _HIGH),
    *blocking("paramiko.SSHClient", "__exit__ close", _NETWORK, _HIGH),
    *blocking(
        "paramiko.SSHClient", "load_host_keys load_system_host_keys save_host_keys", Family.FILE, Severity.MEDIUM
    ),
    *quiet("paramiko.SSHClient", "get_transport->paramiko.Transport", _NETWORK),
    *quiet("paramiko.SFTPClient", "__enter__->Self", _NETWORK),
    *blocking(
        "paramiko.SFTPClient",
        "from_transport->paramiko.SFTPClient file->paramiko.SFTPFile open->paramiko.SFTPFile",
        _NETWORK,
        _HIGH,
    ),
    *blocking(
        "paramiko.SFTPClient",
        "__exit__ chdir chmod chown close get getcwd getfo listdir listdir_attr lstat mkdir normalize posix_rename"
        " put putfo readlink remove rename rmdir stat symlink truncate unlink utime",
        _NETWORK,
        _HIGH,
    ),
    *stepping("paramiko.SFTPClient", "listdir_iter", _NETWORK, _HIGH),
    *blocking(
        "paramiko.SFTPFile", "check chmod chown close flush read readv stat truncate utime write", _NETWORK, _HIGH
    ),
    *blocking("paramiko.SFTPFile", "__exit__ __next__ readline readlines writelines", _NETWORK, _HIGH),
    *quiet("paramiko.SFTPFile", "__enter__->Self", _NETWORK),
    *blocking(
        "paramiko.Transport",
        "auth_interactive auth_none auth_password auth_publickey connect open_session->paramiko.Channel"
        " open_channel->paramiko.Channel renegotiate_keys start_client start_server accept->paramiko.Channel",
        _NETWORK,
        _HIGH,
    ),
    *blocking("paramiko.Transport", "__exit__ close", _NETWORK, _HIGH),
    *quiet("paramiko.Transport", "__enter__->Self", _NETWORK),
    *blocking(
        "paramiko.Channel",
        "exec_command get_pty invoke_shell invoke_subsystem recv recv_exit_status recv_stderr send send_stderr"
        " sendall sendall_stderr",
        _NETWORK,
        _HIGH,
    ),
    *quiet(
        "paramiko.Channel",
        "makefile->paramiko.channel.ChannelFile makefile_stdin->paramiko.channel.ChannelStdinFile"
        " makefile_stderr->paramiko.channel.ChannelStderrFile",
        _NETWORK,
    ),
    *quiet("paramiko.channel.ChannelFile", "__enter__->Self", _NETWORK),
    *quiet("paramiko.channel.ChannelFile", "channel->paramiko.Channel", _NETWORK, attribute=True),
    *blocking(
        "paramiko.channel.ChannelFile",
        "__exit__ __next__ flush read readline readlines write writelines",
        _NETWORK,
        _HIGH,
    ),
)

_DIRECTORY = (
    *quiet("ldap3", "Server->ldap3.Server", _NETWORK),
    *blocking("ldap3", "Connection->ldap3.Connection", _NETWORK, _HIGH, note="where auto_bind is set"),
    *blocking(
        "ldap3.Connection",
        "abandon add bind compare delete extend modify modify_dn open rebind search start_tls unbind",
        _NETWORK,
        _HIGH,
    ),
    *blocking("ldap3.Connection", "__enter__->Self __exit__", _NETWORK, _HIGH),
)

_BROKERS = (
    *blocking(
        "pika",
        "BlockingConnection->pika.BlockingConnection",
        _NETWORK,
        _HIGH,
        twins=(("aio_pika", "aio_pika.connect"),),
    ),
    *blocking(
        "pika.BlockingConnection",
        "__exit__ channel->pika.adapters.blocking_connection.BlockingChannel close process_data_events",
        _NETWORK,
        _HIGH,
    ),
    *blocking("pika.BlockingConnection", "sleep", Family.SLEEP, _HIGH),
    *quiet("pika.BlockingConnection", "__enter__->Self add_callback_threadsafe", _NETWORK),
    *blocking(
        "pika.adapters.blocking_connection.BlockingChannel",
        "__exit__ basic_ack basic_cancel basic_consume basic_get basic_nack basic_publish basic_qos basic_recover"
        " basic_reject"
        " cancel close confirm_delivery exchange_bind exchange_declare exchange_delete exchange_unbind flow queue_bind"
        " queue_declare queue_delete queue_purge queue_unbind start_consuming stop_consuming tx_commit tx_rollback"
        " tx_select",
        _NETWORK,
        _HIGH,
    ),
    *quiet("pika.adapters.blocking_connection.BlockingChannel", "__enter__->Self", _NETWORK),
    *stepping("pika.adapters.blocking_connection.BlockingChannel", "consume", _NETWORK, _HIGH),
    *blocking(
        "kafka",
        "KafkaProducer->kafka.KafkaProducer",
        _NETWORK,
        _HIGH,
        twins=(("aiokafka", "aiokafka.AIOKafkaProducer"),),
    ),
    *blocking(
        "kafka",
        "KafkaConsumer->kafka.KafkaConsumer",
        _NETWORK,
        _HIGH,
        twins=(("aiokafka", "aiokafka.AIOKafkaConsumer"),),
    ),
    *blocking("kafka", "KafkaAdminClient->kafka.KafkaAdminClient", _NETWORK, _HIGH),
    *blocking(
        "kafka.KafkaProducer",
        "send->kafka.producer.future.FutureRecordMetadata",
        _NETWORK,
        _HIGH,
        note="it waits for metadata, and for room in the buffer",
    ),
    *blocking("kafka.KafkaProducer", "close flush partitions_for", _NETWORK, _HIGH),
    *blocking("kafka.producer.future.FutureRecordMetadata", "get", _NETWORK, _HIGH),
    *blocking(
        "kafka.KafkaConsumer",
        "__next__ beginning_offsets close commit committed end_offsets offsets_for_times partitions_for_topic poll"
        " position topics",
        _NETWORK,
        _HIGH,
    ),
    *blocking("kafka.KafkaAdminClient", "*", _NETWORK, _HIGH),
    *quiet("confluent_kafka", "Consumer->confluent_kafka.Consumer Producer->confluent_kafka.Producer", _NETWORK),
    *blocking(
        "confluent_kafka.Consumer",
        "close commit committed consume get_watermark_offsets list_topics offsets_for_times poll",
        _NETWORK,
        _HIGH,
    ),
    *blocking(
        "confluent_kafka.Producer",
        "abort_transaction commit_transaction flush init_transactions list_topics",
        _NETWORK,
        _HIGH,
    ),
)

ROWS: tuple[Row, ...] = (*_FTP, *_MAIL, *_GONE, *_CALLS, *_SSH, *_DIRECTORY, *_BROKERS)
