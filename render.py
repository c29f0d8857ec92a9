"""The main job: python render.py [DATA …] [-o output] [--pack 通用]"""

import sys

try:
    import docxtpl  # noqa: F401  # the dependency that brings all others; missing means nothing was set up

    from perfreport.cli import render_main
except ModuleNotFoundError as error:
    sys.exit(f"还没有安装（缺少 {error.name}）。请先输入：make report    （Windows 见 README.zh-CN.md）")

if __name__ == "__main__":
    sys.exit(render_main())
