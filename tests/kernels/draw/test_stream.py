"""Numbered streams of random bits."""

from itertools import product

import numpy as np

from scoring.kernels.draw.stream import generator, source


def test_every_seed_block_stream_and_part_has_bits_of_its_own():
    words = [
        source(seed, number, stream=stream, part=part).random_raw(4).tolist()
        for seed, number, stream, part in product((0, 1), repeat=4)
    ]
    assert len({word for four in words for word in four}) == 64


def test_the_bits_are_those_of_philox_with_the_block_in_the_last_word_of_the_counter():
    # Salmon et al. 2011; the words of the counter from the lowest: (draw, part, stream, block)
    bits = np.random.Philox(key=7, counter=5 * 2**192 + 3 * 2**128 + 2 * 2**64)
    assert source(7, 5, stream=3, part=2).random_raw(8).tolist() == bits.random_raw(8).tolist()
    assert (
        generator(7, 5, stream=3, part=2).random()
        == np.random.Generator(np.random.Philox(key=7, counter=[0, 2, 3, 5])).random()
    )
