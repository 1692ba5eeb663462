/* SPDX-License-Identifier: GPL-3.0-or-later */
/** PocketSphinx's own headers, of whichever version the build has found. */
#ifndef SPHINX_API_H
#define SPHINX_API_H

#ifdef SPHINX_5PREALPHA
#include <sphinxbase/err.h>
#include <sphinxbase/ngram_model.h>
#endif
#include <pocketsphinx.h>

#endif
