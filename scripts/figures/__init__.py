"""The figures of the sample curriculum: boxes, bars, arrows and few words, no maps or emblems."""
