using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Evaluation;

/// <summary>
/// Holds the numbers of single labels and of single folds to scikit-learn 1.2.1's on the same predictions: those of
/// <c>precision_recall_fscore_support</c>, and of each metric on the rows of one fold alone.
/// </summary>
public class OraclePartsTests
{
    private static readonly string[] Metrics = ["accuracy", "balanced_accuracy", "macro_f1", "kappa", "mcc", "log_loss"];

    public static TheoryData<string, string, double, double, double, int> OfLabels => new()
    {
        { "8", "Excited", 0.3958333333333333, 0.20212765957446807, 0.2676056338028169, 94 },
        { "8", "Happy", 0.5015673981191222, 0.6837606837606838, 0.5786618444846292, 234 },
        { "8", "Content", 0.37735849056603776, 0.26490066225165565, 0.31128404669260706, 151 },
        { "8", "Calm", 0.2, 0.042105263157894736, 0.06956521739130435, 95 },
        { "8", "Sad", 0.5038461538461538, 0.5954545454545455, 0.5458333333333333, 220 },
        { "8", "Depressed", 0.33624454148471616, 0.5422535211267606, 0.41509433962264153, 142 },
        { "8", "Afraid", 0.3111111111111111, 0.2222222222222222, 0.25925925925925924, 63 },
        { "8", "Angry", 0.21052631578947367, 0.0851063829787234, 0.12121212121212122, 47 },
        { "4", "Happy", 0.6570605187319885, 0.6951219512195121, 0.6755555555555555, 328 },
        { "4", "Calm", 0.5246913580246914, 0.34552845528455284, 0.41666666666666663, 246 },
        { "4", "Sad", 0.6266375545851528, 0.7928176795580111, 0.7, 362 },
        { "4", "Angry", 0.5443037974683544, 0.39090909090909093, 0.4550264550264551, 110 },
    };

    /// <summary>Row n of the file is of fold n modulo 5; the deviation is numpy's with ddof=1.</summary>
    public static TheoryData<string, string, double, double, double, double, double, double> OfFolds => new()
    {
        { "8", "0",
            0.45714285714285713, 0.3723802182163188, 0.33031769675109746, 0.34823446135416947, 0.3638710034347773, 1.4069182674440341 },
        { "8", "1",
            0.4449760765550239, 0.3298355591332265, 0.3240209778550115, 0.32302021668714387, 0.3268353276008679, 1.4188529875803828 },
        { "8", "2",
            0.44019138755980863, 0.31647241505297774, 0.31005810957645824, 0.31325301204819267, 0.31652236840651016, 1.486265366156352 },
        { "8", "3",
            0.36363636363636365, 0.27144366050616053, 0.261041995304131, 0.2358213058419244, 0.2393071507886251, 1.5815020974108127 },
        { "8", "4",
            0.44019138755980863, 0.3541422800791871, 0.3462904581457633, 0.3283618984838498, 0.3354783466207115, 1.4438296204278958 },
        { "8", "mean",
            0.4292276144907724, 0.3288548265975741, 0.3143458475264923, 0.30973817888305605, 0.3164028393702984, 1.4674736678038955 },
        { "8", "deviation",
            0.03731586679342504, 0.03867894441130712, 0.03251481055079241, 0.04324718891573035, 0.046555606193740696, 0.0706144084448211 },
        { "4", "0",
            0.6190476190476191, 0.5879047001618053, 0.5844109694353729, 0.45606423622353165, 0.467085349669857, 0.8722970363816963 },
        { "4", "1",
            0.645933014354067, 0.5546330416685872, 0.5619992545797761, 0.4876772227375117, 0.4917913902158266, 0.8510921432888651 },
        { "4", "2",
            0.6124401913875598, 0.5475694444444444, 0.5530882668382668, 0.43939996026226913, 0.44200383878058247, 0.9277545169996062 },
        { "4", "3",
            0.5741626794258373, 0.5160381543921917, 0.5157531032231272, 0.39124885456211544, 0.39689804490297503, 0.9565724787972538 },
        { "4", "4",
            0.6220095693779905, 0.5838876329594528, 0.5863229426385939, 0.47358520644029956, 0.4821845774482854, 0.853211314753274 },
        { "4", "mean",
            0.6147186147186148, 0.5580065947252963, 0.5603149073430274, 0.44959509604514547, 0.45599264020350533, 0.8921854980441392 },
        { "4", "deviation",
            0.025962531383104667, 0.029348721432863805, 0.028713471809034795, 0.0373358012960083, 0.03800813742268713, 0.0474711493316929 },
    };

    [Theory, MemberData(nameof(OfLabels))]
    public void A_labels_scores_are_those_of_scikit_learn(
        string labels, string label, double precision, double recall, double f1, int support)
    {
        var table = PredictionFile.Read(Repository.Shared($"oracles/metrics/predictions_{labels}.csv"));
        var scores = Comparer.Score(table, new Seed(1)).PerLabel.Single(l => l.Label == label);
        Assert.Equal(precision, scores.Precision, 1e-9);
        Assert.Equal(recall, scores.Recall, 1e-9);
        Assert.Equal(f1, scores.F1, 1e-9);
        Assert.Equal(support, scores.Support);
        Assert.Equal(table.Rows.Count(r => r.Predicted == label), scores.Predicted);
        Assert.True(scores.Ci95!["precision"].Contains(precision));
        Assert.True(scores.Ci95["recall"].Contains(recall));
        Assert.True(scores.Ci95["f1"].Contains(f1));
    }

    [Theory, MemberData(nameof(OfFolds))]
    public void A_folds_scores_are_those_of_scikit_learn(
        string labels, string fold, double accuracy, double balanced, double macroF1, double kappa, double mcc, double logLoss)
    {
        var table = PredictionFile.Read(Repository.Shared($"oracles/metrics/predictions_{labels}.csv"));
        var metrics = Comparer.Score(table with
        {
            Rows = [.. table.Rows.Select((row, i) => row with { Fold = FormattableString.Invariant($"{i % 5}") })],
        }, new Seed(1));
        double Ours(string metric) => fold switch
        {
            "mean" => metrics.OverFolds[metric].Mean,
            "deviation" => metrics.OverFolds[metric].Deviation!.Value,
            _ => metrics.PerFold.Single(f => f.Fold == fold).Metrics[metric],
        };
        foreach (var (metric, expected) in Metrics.Zip([accuracy, balanced, macroF1, kappa, mcc, logLoss]))
            Assert.Equal(expected, Ours(metric), 1e-9);
    }
}
