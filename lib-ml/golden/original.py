"""keras-preprocessing 1.1.2, as it is, under NumPy 2, which took away a name that pad_sequences looks at:
np.unicode_ was np.str_ by another name."""

import numpy

if not hasattr(numpy, "unicode_"):
    numpy.unicode_ = numpy.str_

from keras_preprocessing import __version__ as version  # noqa: E402
from keras_preprocessing.sequence import pad_sequences  # noqa: E402
from keras_preprocessing.text import Tokenizer  # noqa: E402

__all__ = ["Tokenizer", "pad_sequences", "version"]
