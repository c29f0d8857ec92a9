"""Chinese characters in patterns. A range such as [\u4e00-\u9fff] takes Python milliseconds to compile, each time."""

CHINESE = r"[^\W0-9A-Za-z_]"
NOT_CHINESE = r"[\W0-9A-Za-z_]"
