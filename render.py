"""The main job: python render.py [DATA …] [-o output] [--pack 通用]"""

import sys
from importlib.util import find_spec

if not find_spec("docxtpl"):  # the dependency that brings all others; missing means nothing was set up
    sys.exit("还没有安装（缺少 docxtpl）。请先输入：make report    （Windows 见 README.zh-CN.md）")

from perfreport.cli import render_main

if __name__ == "__main__":
    sys.exit(render_main())
