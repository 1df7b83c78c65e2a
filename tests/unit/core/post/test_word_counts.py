from newsctl.core.post.word_counts import count_words


def test_counts_by_white_space_with_tags_as_they_stand():
    assert count_words("de kat\u00a0en de <b>hond</b>\r\nde") == (6, 4)
    assert count_words("") == (0, 0)
