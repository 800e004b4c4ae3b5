"""Functions and methods of the standard library that were judged not to block, for the test that all of them were.

They compute on what is in memory, ask the kernel about the process or a descriptor, or change a setting.
"""

FUNCTIONS = {
    "os": (
        "WCOREDUMP WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WSTOPSIG WTERMSIG abort confstr"
        " cpu_count ctermid device_encoding dup dup2 eventfd fsdecode fsencode fspath get_blocking get_exec_path"
        " get_inheritable get_terminal_size getegid getenv getenvb geteuid getgid getgroups getloadavg getpgid"
        " getpgrp getpid getppid getpriority getrandom getresgid getresuid getsid getuid grantpt isatty kill killpg"
        " login_tty lseek major makedev memfd_create minor nice openpty pidfd_open pipe pipe2 posix_openpt"
        " process_cpu_count ptsname putenv register_at_fork sched_get_priority_max sched_get_priority_min"
        " sched_getaffinity sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity"
        " sched_setparam sched_setscheduler sched_yield set_blocking set_inheritable setegid seteuid setgid"
        " setgroups setns setpgid setpgrp setpriority setregid setresgid setresuid setreuid setsid setuid strerror"
        " sysconf tcgetpgrp tcsetpgrp timerfd_create timerfd_gettime timerfd_gettime_ns timerfd_settime"
        " timerfd_settime_ns times ttyname umask uname unlockpt unsetenv unshare urandom waitstatus_to_exitcode"
    ),
    "os.path": (
        "basename commonpath commonprefix dirname expandvars isabs join normcase split splitdrive splitext splitroot"
    ),
    "shutil": (
        "get_archive_formats get_terminal_size get_unpack_formats ignore_patterns register_archive_format"
        " register_unpack_format unregister_archive_format unregister_unpack_format"
    ),
    "glob": "escape has_magic translate",
    "tempfile": "gettempprefix gettempprefixb",
    "io": "text_encoding",
    "builtins": (
        "abs aiter all anext any ascii bin callable chr compile delattr dir divmod eval exec format getattr globals"
        " hasattr hash hex id isinstance issubclass iter len locals max min next oct ord pow print repr round"
        " setattr sorted sum vars"
    ),
    "subprocess": "list2cmdline",
    "socket": (
        "CMSG_LEN CMSG_SPACE close dup getdefaulttimeout gethostname has_dualstack_ipv6 htonl htons if_indextoname"
        " if_nameindex if_nametoindex inet_aton inet_ntoa inet_ntop inet_pton ntohl ntohs setdefaulttimeout"
        " sethostname"
    ),
    "ssl": "DER_cert_to_PEM_cert PEM_cert_to_DER_cert cert_time_to_seconds get_protocol_name match_hostname",
    "http.client": "parse_headers",
    "urllib.request": (
        "ftperrors getproxies getproxies_environment install_opener localhost noheaders parse_http_list"
        " parse_keqv_list pathname2url proxy_bypass proxy_bypass_environment request_host thishost url2pathname"
    ),
    "sqlite3": (
        "DateFromTicks TimeFromTicks TimestampFromTicks adapt complete_statement enable_callback_tracebacks"
        " enable_shared_cache register_adapter register_converter"
    ),
    "pickle": "decode_long encode_long whichmodule",
    "json": "detect_encoding dumps loads",
    "zipfile": "main",
    "tarfile": "calc_chksums copyfileobj data_filter fully_trusted_filter itn main nti nts stn tar_filter",
    "gzip": "main write32u",
    "zlib": "adler32 crc32",
    "hashlib": "new",
    "threading": (
        "activeCount active_count currentThread current_thread enumerate excepthook get_ident get_native_id"
        " getprofile gettrace main_thread setprofile setprofile_all_threads settrace settrace_all_threads"
        " stack_size"
    ),
    "multiprocessing": (
        "Array RawArray RawValue Value active_children allow_connection_pickling cpu_count current_process"
        " freeze_support get_all_start_methods get_logger get_start_method log_to_stderr parent_process"
        " set_executable set_forkserver_preload set_start_method"
    ),
    "signal": (
        "alarm default_int_handler getitimer getsignal pidfd_send_signal pthread_kill pthread_sigmask raise_signal"
        " set_wakeup_fd setitimer siginterrupt signal sigpending strsignal valid_signals"
    ),
    "importlib": "invalidate_caches",
    "termios": "tcflush tcgetattr tcgetwinsize tcsetattr tcsetwinsize",
    "pty": "master_open openpty slave_open",
    "time": (
        "asctime clock_getres clock_gettime clock_gettime_ns clock_settime clock_settime_ns ctime get_clock_info"
        " gmtime localtime mktime monotonic monotonic_ns perf_counter perf_counter_ns process_time process_time_ns"
        " pthread_getcpuclockid strftime strptime thread_time thread_time_ns time time_ns tzset"
    ),
    "logging": (
        "addLevelName captureWarnings critical currentframe debug disable error exception fatal getHandlerByName"
        " getHandlerNames getLevelName getLevelNamesMapping getLogRecordFactory getLogger getLoggerClass info log"
        " makeLogRecord setLogRecordFactory setLoggerClass warn warning"
    ),
    "linecache": "clearcache lazycache",
    "filecmp": "clear_cache demo",
    "fileinput": "filelineno filename fileno hook_compressed hook_encoded isfirstline isstdin lineno",
    "platform": (
        "android_ver ios_ver java_ver machine node platform python_branch python_build python_compiler"
        " python_implementation python_revision python_version python_version_tuple release system system_alias uname"
        " version win32_edition win32_is_iot win32_ver"
    ),
    "webbrowser": "main parse_args register register_X_browsers register_standard_browsers",
    "pkgutil": "extend_path get_importer iter_importer_modules iter_importers iter_zipimport_modules resolve_name",
}

METHODS = {
    "pathlib.PurePath": "as_posix as_uri full_match is_absolute is_relative_to is_reserved match",
    "socket.socket": (
        "bind close detach fileno get_inheritable getblocking getpeername getsockname getsockopt gettimeout listen"
        " sendmsg_afalg set_inheritable setblocking setsockopt settimeout shutdown"
    ),
    "ssl.SSLContext": (
        "cert_store_stats get_ca_certs get_ciphers session_stats set_alpn_protocols set_ciphers set_ecdh_curve"
        " set_npn_protocols set_psk_client_callback set_psk_server_callback set_servername_callback wrap_bio"
    ),
    "ssl.SSLSocket": (
        "bind cipher compression get_channel_binding get_unverified_chain get_verified_chain getpeercert pending"
        " selected_alpn_protocol selected_npn_protocol shared_ciphers verify_client_post_handshake version"
    ),
    "sqlite3.Connection": (
        "create_aggregate create_collation create_function create_window_function getconfig getlimit interrupt"
        " set_authorizer set_progress_handler set_trace_callback setconfig setlimit"
    ),
    "sqlite3.Cursor": "close setinputsizes setoutputsize",
    "sqlite3.Blob": "close seek tell",
    "subprocess.Popen": "kill poll send_signal terminate",
    "threading.Lock": "acquire_lock locked locked_lock release release_lock",
    "threading.RLock": "release",
    "threading.Condition": "notify notifyAll notify_all release",
    "threading.Event": "clear isSet is_set set",
    "threading.Thread": "getName isDaemon is_alive run setDaemon setName",
    "threading.Barrier": "abort reset",
    "threading.Semaphore": "release",
    "queue.Queue": "empty full get_nowait put_nowait qsize shutdown task_done",
    "queue.SimpleQueue": "empty get_nowait put put_nowait qsize",
    "concurrent.futures.Future": (
        "add_done_callback cancel cancelled done running set_exception set_result set_running_or_notify_cancel"
    ),
    "multiprocessing.pool.Pool": "Process close terminate",
    "multiprocessing.queues.Queue": "cancel_join_thread close empty full get_nowait put_nowait qsize",
    "multiprocessing.process.BaseProcess": "close is_alive kill run terminate",
    "multiprocessing.connection.Connection": "close fileno",
    "io.TextIOWrapper": "fileno isatty readable seekable writable",
    "io.BufferedReader": "detach fileno isatty readable seekable writable",
    "io.BufferedWriter": "detach fileno isatty read1 readable readinto readinto1 seekable writable",
    "io.BufferedRandom": "detach fileno isatty readable seekable writable",
    "io.FileIO": "fileno isatty readable seekable writable",
    "zipfile.ZipFile": "getinfo infolist namelist printdir setpassword",
    "gzip.GzipFile": "detach fileno isatty readable seekable writable",
    "configparser.RawConfigParser": (
        "add_section clear defaults get getboolean getfloat getint has_option has_section items keys options"
        " optionxform pop popitem read_dict read_string remove_option remove_section sections set setdefault update"
        " values"
    ),
    "http.client.HTTPConnection": "close get_proxy_response_headers putheader set_debuglevel set_tunnel",
    "ftplib.FTP": "close debug getwelcome sanitize set_debuglevel set_pasv",
    "smtplib.SMTP": "close has_extn set_debuglevel",
    "imaplib.IMAP4": "print_log response socket",
    "poplib.POP3": "getwelcome set_debuglevel",
    "selectors.BaseSelector": "close get_key get_map modify register unregister",
    "mmap.mmap": "madvise move seek seekable size tell",
}
