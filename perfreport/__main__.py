import sys

from perfreport.cli import main

sys.exit(main())
