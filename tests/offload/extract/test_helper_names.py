"""What helpers are called."""

from __future__ import annotations

import pytest

from asyncfix.offload.extract.extraction import Extraction
from tests.support.planning import Planner


@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["with open(p) as f:", "    data = f.read()", "await g(data)"], "_read_data"),
        (["with open(config_path) as f:", "    data = f.read()", "await g(data)"], "_read_config"),
        (["with open(p) as f:", "    text = f.read()", "await g(text)"], "_read_text"),
        (["with open(p, 'w') as f:", "    json.dump(status, f)", "await g()"], "_write_status"),
        (["with open(snapshot_file, 'w') as f:", "    f.write(code)", "await g()"], "_write_snapshot"),
        (["Path('done.txt').write_text(p)", "await g()"], "_write_done"),
        (["con.execute('DELETE FROM rows WHERE id = ?', (p,))", "await g()"], "_delete_rows"),
        (["con.execute('insert into shop.items values (?)', p)", "con.commit()", "await g()"], "_insert_items"),
        (["row = con.execute('SELECT a FROM users').fetchone()", "await g(row)"], "_fetch_users"),
        (["found = session.get(UserAccount, p)", "await g(found)"], "_fetch_found"),
        (["result = session.query(User).all()", "await g(result)"], "_fetch_user"),
        (["session.delete(user)", "session.commit()", "await g()"], "_delete_user"),
        (["session.add(user)", "session.commit()", "await g()"], "_save_user"),
        (["subprocess.run(['git', 'log', '-1'])", "await g()"], "_run_git_log"),
        (["subprocess.run(['ls', p])", "await g()"], "_run_ls"),
        (["subprocess.run(p)", "await g()"], "_run_command"),
        (["os.remove(upload_path)", "await g()"], "_remove_upload"),
        (["shutil.copyfileobj(upload.file, p)", "await g()"], "_copy_upload"),
        (["p.mkdir()", "p.a()", "await g()"], "_f_sync"),
        (["größe = open(p).read()", "await g(größe)"], "_f_sync"),
        (["data = open(p).read()"], "_f_sync"),
    ],
)
def test_a_helper_is_called_for_what_it_does(statements: list[str], name: str) -> None:
    text = "import asyncio\n\n\nasync def f(p):\n" + "".join(f"    {line}\n" for line in statements)
    planner = Planner(text)
    body = len(planner.tree.module.body[1].body)  # type: ignore[attr-defined]
    made = planner.extract(planner.statements(statements[0], max(1, body - 1)), as_helper=True)
    assert isinstance(made, Extraction)
    assert made.helper == name


def test_a_name_that_is_taken_is_told_apart_by_the_function() -> None:
    text = "import asyncio\n\n\nasync def reload(p):\n    config = open(p).read()\n    await g(config)\n"
    planner = Planner(text)
    region = planner.statements("config")
    names: list[str] = []
    for _ in range(3):
        made = planner.extract(region, as_helper=True, taken=names)
        assert isinstance(made, Extraction)
        names.append(made.helper)
    assert names == ["_read_config", "_read_config_for_reload", "_reload_sync"]
