"""Log-mel of a folder of MP3 with torchaudio in two processes: what people use elsewhere, for extraction.cs to time.

usage: torchaudio_logmel.py FOLDER      (Debian: apt-get install python3-torchaudio)
"""
import glob
import multiprocessing
import sys

import torch
import torchaudio


def extract(paths):
    torch.set_num_threads(1)
    resamplers = {}
    mel = torchaudio.transforms.MelSpectrogram(8000, n_fft=2048, hop_length=1024, n_mels=128)
    decibels = torchaudio.transforms.AmplitudeToDB(stype="power", top_db=80)
    for path in paths:
        samples, rate = torchaudio.load(path)
        if rate not in resamplers:
            resamplers[rate] = torchaudio.transforms.Resample(rate, 8000)
        decibels(mel(resamplers[rate](samples.mean(0, keepdim=True))))


if __name__ == "__main__":
    files = sorted(glob.glob(sys.argv[1] + "/**/*.mp3", recursive=True))
    with multiprocessing.Pool(2) as pool:
        pool.map(extract, [files[0::2], files[1::2]])
    print(torchaudio.__version__, len(files))
