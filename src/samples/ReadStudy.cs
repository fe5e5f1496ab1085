#:project ../Gmsa.Experiments/Gmsa.Experiments.csproj
#:property PublishAot=false
// The results of a study as data frames: dotnet run ReadStudy.cs -- results/best-arm-0123abcd
using Gmsa.Experiments;
using Gmsa.Experiments.Reports;

var results = Pipeline.Results(args[0]);

// One row an arm, a trial, a pair, a prediction.
var trials = results.Trials.ToDataFrame();
Console.WriteLine($"{results.Arms.ToDataFrame().Rows.Count} arms, {trials.Rows.Count} trials");
Console.WriteLine(string.Join(", ", trials.Columns.Select(c => c.Name)));

// The best inner score of each arm.
var scores = trials.GroupBy("arm").Max("score");
foreach (var row in scores.Rows) Console.WriteLine(FormattableString.Invariant($"{row[0]}: {row[1]:0.000}"));

// How often each arm was right, as a filter of its predictions counts it.
foreach (var arm in results.Arms.Where(a => a.Predictions is not null))
{
    var predictions = arm.Predictions!.ToDataFrame();
    var right = predictions["truth"].ElementwiseEquals(predictions["predicted"]);
    Console.WriteLine($"{arm.Name}: {predictions.Filter(right).Rows.Count} of {predictions.Rows.Count} right");
}

// Which arms can be told apart.
foreach (var pair in results.Comparison.Pairs)
    Console.WriteLine($"{pair.A} against {pair.B}: {pair.Better ?? pair.Verdict}");
