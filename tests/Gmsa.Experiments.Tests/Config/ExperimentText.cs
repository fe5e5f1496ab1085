using Gmsa.Experiments.Config;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>Experiment files made of text, in a folder of their own with a small manifest and a table to join.</summary>
internal static class ExperimentText
{
    public const string Manifest = """
        id,path,artist,energy,valence,genre,only
        1,a.wav,x,0.9,0.8,rock,one
        2,b.wav,x,0.1,0.2,pop,one
        3,c.wav,y,0.8,0.1,rock,one
        4,d.wav,z,0.2,0.9,pop,one

        """;

    public const string Full = """
        # everything that a file can say
        version: 1
        name: four-vs-eight
        seed: 7
        data:
          manifest: music.csv
          join: [{ file: folds.csv, on: id }]
          sampleRate: 8000
          clip: { offset: 500ms, length: 30s }
        labels: [mood8, mood4, { column: genre }]
        split: { kind: groupKFold, by: artist, folds: 3 }
        balance: { cap: 500, matched: true, oversample: true }
        features:
          - { name: picture, kind: mel, nFft: 2048, hop: 1024, bands: 128, size: 128 }
          - { name: summary, kind: pooled, of: [mfcc, centroid, { kind: rms, hop: 256 }], statistics: [mean, std] }
        augment:
          - { kind: specAugment, timeWarp: 40, frequencyMasks: 2, frequencyWidth: 13, timeMasks: 2, timeWidth: 30 }
          - { kind: mixup, alpha: 0.4, probability: 0.5 }
        trainers:
          - majority
          - kind: seedCnn
            on: [picture]
            learningRate: { log: [1.0e-5, 1.0e-2] }
            dropout: { range: [0.1, .6] }
            batchSize: { choice: [16, 32] }
            epochs: 3
          - kind: lightGbm
            on: [summary]
            leaves: { logInt: [4, 64] }
        search: { kind: random, trials: 4, metric: macroF1 }
        launcher: { kind: inProcess, workers: 2 }
        device: cpu
        report: [html, csv]

        """;

    /// <summary>Every form of own scheme.</summary>
    public const string Schemes = """
        data: { manifest: music.csv }
        labels: [mood8, three, upward, corners, { column: genre }]
        schemes:
          three: { merge: mood4, into: { up: [Happy, Angry], sad: [Sad], calm: [Calm] } }
          upward: { merge: three, into: { "yes": [up], "no": [calm, sad] } }
          cells: { cut: { valence: [0.5], energy: [0.3, 0.6] }, labels: [a, b, a, c, d, d] }
          corners:
            gaps: leaveOut
            rectangles:
              - { label: low, energy: [0, 0.25], valence: [0, 1] }
              - { label: high, energy: [0.75, 1], valence: [0, 1] }
          slices: { centre: { energy: 0.4 }, sectors: [{ label: a, from: 330, to: 90 }, { label: b, from: 90, to: 330 }] }
          styles: { column: genre, labels: [rock, pop] }
          genres: { merge: { column: genre }, into: { loud: [rock], quiet: [pop] } }

        """;

    /// <summary>A table without audio, and what may go with it.</summary>
    public const string Table = """
        data: { table: music.csv, join: [{ file: folds.csv, on: id }] }
        labels: [mood8, { column: genre }]
        split: { kind: kFold, folds: 2, repeats: 3, validation: 0.25 }
        allowLabelInputs: true
        features: [{ name: numbers, kind: columns, names: [valence, energy] }]
        trainers: [majority, logistic]

        """;

    public const string Demo = "data: { demo: { tracks: 16 } }\nlabels: [mood8]\n";

    /// <summary>A new folder with a manifest (music.csv) and a table (folds.csv).</summary>
    public static string Folder()
    {
        var folder = Repository.TemporaryFolder();
        File.WriteAllText(Path.Combine(folder, "music.csv"), Manifest);
        File.WriteAllText(Path.Combine(folder, "folds.csv"), "id,fold\n1,a\n2,b\n3,a\n4,b\n");
        return folder;
    }

    public static LoadedExperiment Load(string text, params string[] sets)
    {
        var folder = Folder();
        try
        {
            var path = Path.Combine(folder, "x.yaml");
            File.WriteAllText(path, text);
            return ExperimentFile.Load(path, sets, null);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>The problems of a file, one a line, with its folder left out of them.</summary>
    public static string Problems(string text, params string[] sets)
    {
        var folder = Folder();
        try
        {
            var path = Path.Combine(folder, "x.yaml");
            File.WriteAllText(path, text);
            var problems = Assert.Throws<InputException>(() => ExperimentFile.Load(path, sets, null)).Problems;
            return string.Join('\n', problems.Select(p => p.ToString().Replace(folder + "/", "")));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
