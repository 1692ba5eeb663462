/* SPDX-License-Identifier: GPL-3.0-or-later */
/** From PocketSphinx's posteriors to the chance that a word is right. */
#ifndef CONFIDENCE_H
#define CONFIDENCE_H

/** `posterior` 0 to 1 as of ps_seg_prob(). Monotone. */
float confidence_from_posterior(double posterior);
/** The same of words heard over the network of acoustic.h. */
float confidence_over_network(double posterior);

/** The same of a word for which recognizers voted with confidences of this mean. */
float confidence_of_votes(double mean);

#endif
