using Gmsa.Experiments.Cli.Commands;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Evaluation;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Config;

/// <summary>Holds the table of other tools' words to the words that there are.</summary>
public class SynonymsTests
{
    private static readonly HashSet<string> Ours =
    [
        .. KindSort.All.SelectMany(sort => Catalog.Default.GroupOf(sort.Base)!.Words),
        .. new KeyPlaces(Catalog.Default).Keys, "kind", .. Words.OfEnum(typeof(Statistic)), .. Words.OfEnum(typeof(SearchMetric)),
        .. ClusterBootstrap.HeadlineMetrics,
        .. CommandLine.Root().Subcommands.SelectMany(c => c.Options.Select(o => o.Name).Append(c.Name)),
    ];

    [Fact]
    public void Every_target_is_a_word_of_ours()
    {
        var targets = Synonyms.Same.Select(s => s.Ours).Concat(Synonyms.Nearest.SelectMany(n => n.Ours)).ToArray();
        Assert.True(targets.Length > 90);
        Assert.All(targets, t => Assert.Contains(t, Ours));
    }

    [Fact]
    public void Every_word_of_theirs_is_plain_and_its_own_line_needs_it()
    {
        foreach (var (theirs, ours) in Synonyms.Same)
            foreach (var word in theirs.Split(' '))
            {
                Assert.Equal(Suggestion.Plain(word), word);
                Assert.NotEqual(Suggestion.Plain(ours), word); // what only case and hyphens part is found without a table
            }
    }

    [Theory]
    [InlineData("svc", " There is no svc here; the nearest are logistic and sdca.")]
    [InlineData("randomForest", " Did you mean 'fastForest'?")]
    [InlineData("rf", " Did you mean 'fastForest'?")]
    [InlineData("fast-forest", " Did you mean 'fastForest'?")]
    [InlineData("xgboost", " There is no xgboost here; the nearest are lightGbm and fastTree.")]
    [InlineData("gbm", " Did you mean 'lightGbm'?")]
    [InlineData("logisticRegression", " Did you mean 'logistic'?")]
    [InlineData("resnet", " There is no resnet here; the nearest is seedCnn.")]
    [InlineData("lr", " Did you mean 'logistic'?")]
    [InlineData("logisic", " Did you mean 'logistic'?")]
    [InlineData("quux", "")]
    public void Trainers_are_found(string word, string expected) =>
        Assert.Equal(expected, Suggestion.DidYouMean(word, Catalog.Default.Trainers.Select(k => k.Word)));

    [Theory]
    [InlineData("f1", "macro_f1")]
    [InlineData("f1_macro", "macro_f1")]
    [InlineData("acc", "accuracy")]
    [InlineData("balancedAccuracy", "balanced_accuracy")]
    [InlineData("cross_entropy", "log_loss")]
    public void Metrics_are_found_in_either_spelling(string word, string expected) =>
        Assert.Equal(expected, Suggestion.Closest(word, ClusterBootstrap.HeadlineMetrics));

    [Theory]
    [InlineData("train", "run")]
    [InlineData("--output", "--results")]
    [InlineData("--audioroot", "--audio-root")]
    public void Commands_and_options_are_found(string word, string expected) =>
        Assert.Equal(expected, Suggestion.Closest(word, ["run", "check", "--results", "--audio-root"]));

    [Fact]
    public void A_feature_of_the_command_line_is_found() => Assert.EndsWith(
        " Did you mean 'centroid'?", Assert.Throws<InputException>(() => Arguments.Feature("spectral_centroid", [])).Message);
}
