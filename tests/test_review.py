"""The reviewer's rules: each finds its example of wrong, and leaves alone its example of right."""

import pytest
from rule_examples import SOUND, problems_of, with_example

from perfreport.check import RULES
from perfreport.check.punctuation import between_quoted

BY_ID = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_of_a_sound_data_file_nothing_is_said(tmp_path):
    assert problems_of(SOUND, tmp_path) == []


@BY_ID
def test_a_rule_finds_its_example(rule, tmp_path):
    assert rule.id in {found.id for found in problems_of(with_example(rule.wrong), tmp_path)}


@BY_ID
def test_a_rule_leaves_alone_what_is_right(rule, tmp_path):
    assert [str(found) for found in problems_of(with_example(rule.right), tmp_path)] == []


@BY_ID
def test_what_a_rule_says_keeps_to_the_rule_about_marks_between_quotes(rule, tmp_path):
    found = [each for each in problems_of(with_example(rule.wrong), tmp_path) if each.id == rule.id]
    said = [text for each in found for text in (each.message, each.hint)]
    assert rule is between_quoted or [fault for text in said for fault in between_quoted.find(text)] == []


@BY_ID
def test_the_place_of_what_a_rule_finds_is_the_text_it_quotes(rule, tmp_path):
    lines = with_example(rule.wrong).splitlines()
    for found in problems_of(with_example(rule.wrong), tmp_path):
        if found.id == rule.id and found.place.width:
            at = found.place.column - 1
            assert len(lines[found.place.line - 1][at : at + found.place.width]) == found.place.width


def test_every_rule_has_its_own_id_and_a_category():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.category for rule in RULES)
