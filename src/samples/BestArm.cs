#:project ../Gmsa.Experiments/Gmsa.Experiments.csproj
#:property PublishAot=false
using Gmsa.Experiments;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Search;
using Gmsa.Experiments.Training;

var experiment = new Experiment
{
    Name = "best-arm",
    Data = new() { Demo = new() { Tracks = 80, Seconds = 4 }, SampleRate = 8000, Clip = new() { Length = TimeSpan.FromSeconds(4) } },
    Labels = ["mood8", "mood4"],
    Features = [new PooledOptions { Of = [new RmsOptions(), new ZcrOptions()] }],
    Trainers = [new MajorityOptions(), TrainerEntry.Of(new LogisticOptions(), space => space.Log(o => o.L2PerFeature, 0.03, 3))],
    Search = new TpeSearchOptions { Trials = 3 },
};
var results = Pipeline.Design(experiment, results: args is [var folder] ? folder : "results").Run();
foreach (var scheme in experiment.Labels)
    Console.WriteLine($"{results.Best(scheme.Name).Name}: accuracy {results.Best(scheme.Name).Accuracy}");
