import importlib.util
from pathlib import Path

import pytest
from jinja2 import Environment

from perfreport.phrase import FILTERS

ROOT = Path(__file__).parent.parent


def _generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _generator()

EXAMPLES = [example for function in FILTERS.values() for example in generate.examples(function)]


def test_the_generated_pages_say_what_the_code_says():
    assert generate.stale() == []


@pytest.mark.parametrize("template, result", EXAMPLES)
def test_each_example_of_the_documentation_prints_what_it_promises(template, result):
    environment = Environment()
    environment.filters.update(FILTERS)
    assert environment.from_string(template).render(generate.SAMPLE) == result


def test_a_filter_without_an_example_does_not_get_into_the_documentation(monkeypatch):
    monkeypatch.setitem(generate.FILTERS, "没有例子", lambda value: value)
    with pytest.raises(ValueError, match="过滤器“没有例子”缺少说明或例子"):
        generate.filters_page()


def test_a_stale_page_is_named(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(generate, "DOCS", tmp_path)
    assert generate.main(["--check"]) == 1
    assert (
        capsys.readouterr().err
        == "docs/filters.md 过时了：请运行 make docs\ndocs/problems.md 过时了：请运行 make docs\n"
    )
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0
