"""Writers: from decided pages to the bytes of a file. They write XML themselves, decide nothing."""
