/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mic_levels.h"

#include <math.h>
#include <string.h>

#define FLOOR_DB  60.0F
#define SMOOTH_S  0.09
#define SILENT_S  0.3   /* nothing told for so long: the microphone is gone */
#define TENTH_S   0.1

float mic_levels_share(float rms_db)
{
    float share = 1.0F + rms_db / FLOOR_DB;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

void mic_levels_init(struct mic_levels *m)
{
    *m = (struct mic_levels){ 0 };
    pthread_mutex_init(&m->mutex, NULL);
}

void mic_levels_finish(struct mic_levels *m)
{
    pthread_mutex_destroy(&m->mutex);
}

static void end_tenth(struct mic_levels *m, double now_s)
{
    m->tenths[m->next] = m->tenth_peak;
    m->next = (m->next + 1) % MIC_TENTHS;
    m->count += m->count < MIC_TENTHS;
    m->tenth_peak = 0;
    m->tenth_began_s = now_s;
}

void mic_levels_add(struct mic_levels *m, float rms_db, double now_s)
{
    float share = mic_levels_share(rms_db);
    pthread_mutex_lock(&m->mutex);
    double passed_s = now_s - m->told_s;
    float weight = (float)(1.0 - exp(-passed_s / SMOOTH_S));
    m->smooth += (share - m->smooth) * weight;
    m->told_s = now_s;
    m->tenth_peak = share > m->tenth_peak ? share : m->tenth_peak;
    if (now_s - m->tenth_began_s >= TENTH_S) {
        end_tenth(m, now_s);
    }
    pthread_mutex_unlock(&m->mutex);
}

float mic_levels_loudness(struct mic_levels *m, double now_s)
{
    pthread_mutex_lock(&m->mutex);
    float loudness = now_s - m->told_s < SILENT_S ? m->smooth : 0;
    pthread_mutex_unlock(&m->mutex);
    return loudness;
}

size_t mic_levels_history(struct mic_levels *m, float *levels, size_t max)
{
    pthread_mutex_lock(&m->mutex);
    size_t count = m->count < max ? m->count : max;
    for (size_t i = 0; i < count; i++) {
        levels[i] = m->tenths[(m->next + MIC_TENTHS - count + i) % MIC_TENTHS];
    }
    pthread_mutex_unlock(&m->mutex);
    return count;
}

void mic_levels_wipe(struct mic_levels *m)
{
    pthread_mutex_lock(&m->mutex);
    memset(m->tenths, 0, sizeof(m->tenths));
    m->next = m->count = 0;
    m->tenth_peak = m->smooth = 0;
    pthread_mutex_unlock(&m->mutex);
}
