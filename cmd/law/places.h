/* SPDX-License-Identifier: MIT */
/* law/places: where laws are asked: the points of --at, or the rows of a table. */
#ifndef LAW_PLACES_H
#define LAW_PLACES_H

#include "law/points.h"
#include "law/pointtable.h"
#include "law/saved.h"
#include "math/scaling/predict.h"

/* n places, from one of the two; zero before use. */
struct law_places {
	size_t n;
	struct law_points at;
	struct law_pointtable table;
};

/* role[k] (n) = what a law reads. */
void law_places_roles(struct law_places *p, struct recipe *r, const double *role[]);

/* What a law predicts there (n, from base/mem), with role as above; warns of places further than PREDICT_FAR outside its range. */
struct prediction *law_places_predict(struct law_places *p, const struct law_named *law, const double *role[]);

/* The columns of the places in the output, and their cells in front of a row; refuse leaves where a column has one of the names that follow. */
void law_places_refuse(const struct law_places *p, size_t names, const char *const name[]);
void law_places_announce(struct table *t, const struct law_places *p);
void law_places_put(struct writer *w, const struct law_places *p, size_t i);

void law_places_free(struct law_places *p);

#endif
