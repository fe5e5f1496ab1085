using Gmsa.Experiments.Tests.Architecture;

namespace Gmsa.Experiments.Tests;

/// <summary>The house rules, each seen to fail on a planted violation.</summary>
public class ArchitectureTests
{
    private static readonly Lazy<SourceTree> Library = new(() => SourceTree.Read("src/Gmsa.Experiments"));
    private static readonly Lazy<SourceTree> Everything = new(() => SourceTree.Read("src"));

    [Fact]
    public void Stages_name_only_stages_before_them()
    {
        Assert.True(Library.Value.Files.Count > 40, $"only {Library.Value.Files.Count} files were examined");
        Assert.Empty(StageOrder.Violations(Library.Value));
    }

    [Theory]
    [InlineData("Moods/Planted.cs", "namespace Gmsa.Experiments.Moods; class P { Training.ITrainer? t; }", "Moods names Training")]
    [InlineData("Audio/Planted.cs", "using Gmsa.Experiments.Features; namespace Gmsa.Experiments.Audio; class P { IFeature? f; }", "Audio names Features")]
    [InlineData("Demo/Planted.cs", "namespace Gmsa.Experiments.Demo; class P { Features.IFeature? f; }", "Demo names Features")]
    [InlineData("Studies/Design/Planted.cs", "namespace Gmsa.Experiments.Studies; class P { OpenStudy? t; }", "Studies/Design names Studies/Trials")]
    [InlineData("Training/Tables/Planted.cs", "namespace Gmsa.Experiments.Training; class P { Network? t; }", "Training/Tables names Training/Networks")]
    [InlineData("Evaluation/Tests/Planted.cs", "namespace Gmsa.Experiments.Evaluation; class P { Comparison? t; }", "Evaluation/Tests names Evaluation")]
    [InlineData("Reports/Prose/Planted.cs", "namespace Gmsa.Experiments.Reports; class P { object O = new HtmlReport(); }", "Reports/Prose names Reports/Formats")]
    [InlineData("Tools/Planted.cs", "namespace Gmsa.Experiments.Tools; class P { object? O() => Pipeline.Status(\"\"); }", "Tools names Pipeline")]
    [InlineData("Helpers/Planted.cs", "namespace Gmsa.Experiments.Helpers; class P;", "Helpers is no stage")]
    public void A_planted_step_backwards_is_seen(string path, string source, string expected) =>
        Assert.Contains(StageOrder.Violations(Library.Value.With("src/Gmsa.Experiments/" + path, source)), v => v.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Files_and_functions_stay_small() => Assert.Empty(Budgets.Violations(Everything.Value));

    [Fact]
    public void A_planted_long_file_and_function_are_seen()
    {
        var longFile = Everything.Value.With("src/Gmsa.Experiments/Moods/Planted.cs", "namespace P;\n" + string.Concat(Enumerable.Repeat("// line\n", 300)));
        Assert.Contains(Budgets.Violations(longFile), v => v.Contains("Planted.cs has 301 lines", StringComparison.Ordinal));
        var body = string.Concat(Enumerable.Repeat("x++;\n", 59));
        var longFunction = Everything.Value.With("src/Gmsa.Experiments/Moods/Planted.cs", $"class P {{ void Long(int x)\n{{\n{body}}} }}");
        Assert.Contains(Budgets.Violations(longFunction), v => v.Contains("Long has 62 lines", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_clock_looks_at_the_time_and_nothing_draws_unseeded_numbers() => Assert.Empty(Nondeterminism.Violations(Everything.Value));

    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("System.DateTimeOffset.UtcNow")]
    [InlineData("System.Diagnostics.Stopwatch.StartNew()")]
    [InlineData("new Random(1)")]
    [InlineData("Random.Shared.Next()")]
    [InlineData("Guid.NewGuid()")]
    [InlineData("Environment.TickCount64")]
    [InlineData("System.IO.Path.GetRandomFileName()")]
    [InlineData("HashCode.Combine(1, 2)")]
    [InlineData("\"text\".GetHashCode()")]
    public void A_planted_clock_or_unseeded_number_is_seen(string expression)
    {
        var planted = Everything.Value.With("src/Gmsa.Experiments/Moods/Planted.cs", $"using System; class P {{ object O() => {expression}; }}");
        Assert.Contains(Nondeterminism.Violations(planted), v => v.Contains("Planted.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_exception_is_caught_in_one_place_alone() =>
        Assert.Equal(["src/Gmsa.Experiments/Studies/Trials/TrialRunner.cs"], CatchAll.Files(Library.Value));

    [Theory]
    [InlineData("try { } catch { }")]
    [InlineData("try { } catch (Exception) { }")]
    [InlineData("try { } catch (System.Exception e) { System.Console.WriteLine(e); }")]
    public void A_planted_catch_of_everything_is_seen(string statement)
    {
        var planted = Library.Value.With("src/Gmsa.Experiments/Moods/Planted.cs", $"using System; class P {{ void M() {{ {statement} }} }}");
        Assert.Contains("src/Gmsa.Experiments/Moods/Planted.cs", CatchAll.Files(planted));
    }

    [Fact]
    public void No_number_becomes_a_torch_scalar_that_nothing_keeps_alive() => Assert.Empty(TorchScalars.Violations(Library.Value));

    [Theory]
    [InlineData("t * 2.0")]
    [InlineData("t.pow(2)")]
    [InlineData("t.add_(t, alpha: 0.5)")]
    [InlineData("t.square()")]
    [InlineData("t + t")]
    [InlineData("-t - t")]
    [InlineData("t.add(t)")]
    [InlineData("t.sub_(t)")]
    [InlineData("TorchSharp.torch.nn.BatchNorm2d(3)")]
    [InlineData("TorchSharp.torch.optim.Adam(new[] { new TorchSharp.Modules.Parameter(t) })")]
    public void A_planted_fleeting_scalar_is_seen(string expression)
    {
        var planted = Library.Value.With("src/Gmsa.Experiments/Moods/Planted.cs", $"class P {{ object M(TorchSharp.torch.Tensor t) => {expression}; }}");
        Assert.Contains(TorchScalars.Violations(planted), v => v.Contains("Planted.cs", StringComparison.Ordinal));
    }
}
