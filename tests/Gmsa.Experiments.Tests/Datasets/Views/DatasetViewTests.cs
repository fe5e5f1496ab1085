using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Features;
using Gmsa.Experiments.Manifests;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Gmsa.Experiments.Tests.Datasets;

public class DatasetViewTests
{
    private static readonly string[] Labels = ["Happy", "Calm", "Sad"];
    private static readonly string[] LabelOf = ["Sad", "Happy", "Sad", "Calm"];

    private static readonly Dataset Four = new()
    {
        Tracks = [.. "abcd".Select(c => new Track($"{c}", $"{c}.wav", new Dictionary<string, string>()))],
        Clips = [.. Enumerable.Range(0, 4).Select(i => new Clip(i, 0, 0))],
        Features =
        [
            new FeatureArray("picture", new FeatureShape(2, 2),
                [.. Enumerable.Range(0, 4).Select(i => new float[] { i, i + .1f, i + .2f, i + .3f })]),
            new FeatureArray("summary", new FeatureShape(1, 1), [.. Enumerable.Range(0, 4).Select(i => new float[] { -i })]),
        ],
        AudioHashes = null,
        Seconds = null,
        LeftOut = [],
        Key = "key",
    };

    private static IDataView View(params string[] features) =>
        DatasetView.Of(Four, new MLContext(1), features, Labels, LabelOf, [new(3), new(0), new(1)]);

    [Fact]
    public void Columns_have_the_types_that_trainers_ask_for()
    {
        var schema = View("picture", "summary").Schema;
        Assert.Equal(["Features", "Label", "TrackId", "ClipId"], schema.Select(c => c.Name));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 5), schema["Features"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), schema["Label"].Type);
        Assert.Equal(TextDataViewType.Instance, schema["TrackId"].Type);
    }

    [Fact]
    public void Rows_stand_in_the_order_asked_for_with_features_joined()
    {
        var view = View("summary", "picture");
        for (var again = 0; again < 2; again++)
        {
            Assert.Equal(["d", "a", "b"], view.GetColumn<string>("TrackId"));
            Assert.Equal([[-3, 3, 3.1f, 3.2f, 3.3f], [0, 0, .1f, .2f, .3f], [-1, 1, 1.1f, 1.2f, 1.3f]],
                view.GetColumn<float[]>("Features"));
            Assert.Equal(3, view.GetRowCount());
        }
        Assert.Equal([[3, 3.1f, 3.2f, 3.3f], [0, .1f, .2f, .3f], [1, 1.1f, 1.2f, 1.3f]], View("picture").GetColumn<float[]>("Features"));
    }

    [Fact]
    public void Keys_count_from_one_in_the_order_of_the_labels_and_can_be_read_back()
    {
        var view = View("summary");
        Assert.Equal([2u, 3u, 1u], view.GetColumn<uint>("Label"));
        var mapped = new MLContext(1).Transforms.Conversion.MapKeyToValue("Mood", "Label").Fit(view).Transform(view);
        Assert.Equal(["Calm", "Sad", "Happy"], mapped.GetColumn<string>("Mood"));
        VBuffer<ReadOnlyMemory<char>> values = default;
        view.Schema["Label"].GetKeyValues(ref values);
        Assert.Equal(Labels, values.DenseValues().Select(v => v.ToString()));
    }

    [Fact]
    public void A_trainer_of_ml_net_learns_the_labels_it_was_given()
    {
        var ml = new MLContext(1);
        var view = View("summary");
        var model = ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l2Regularization: 0.001f, l1Regularization: 0).Fit(view);
        Assert.Equal([2u, 3u, 1u], model.Transform(view).GetColumn<uint>("PredictedLabel"));
    }

    [Fact]
    public void Repetitions_have_names_of_their_own_and_weights_a_column_where_there_are_any()
    {
        var view = DatasetView.Of(Four, new MLContext(1), ["summary"], Labels, LabelOf, [new(0), new(0, 1), new(2, 0, 0.5f)]);
        Assert.Equal(["a#1", "a#1*2", "c#1"], view.GetColumn<string>("ClipId"));
        Assert.Equal(["a", "a", "c"], view.GetColumn<string>("TrackId"));
        Assert.Equal([1, 1, 0.5f], view.GetColumn<float>("Weight"));
    }

    [Fact]
    public void A_view_that_keeps_nothing_reads_the_same_numbers_each_time_they_are_asked_for()
    {
        var reads = 0;
        var counted = Four with
        {
            Features = [new FeatureArray("x", new FeatureShape(1, 1), new Counted(4, i => { reads++; return [i]; }))],
        };
        IDataView Of(bool kept) => DatasetView.Of(counted, new MLContext(1), ["x"], Labels, LabelOf, [new(3), new(0), new(3, 1)], kept);
        var lazy = Of(kept: false);
        Assert.Equal([2u, 3u, 2u], lazy.GetColumn<uint>("Label"));
        Assert.Equal(0, reads); // labels alone read no numbers
        foreach (var view in (IDataView[])[lazy, Of(kept: true)])
            for (var again = 0; again < 2; again++) Assert.Equal([[3f], [0f], [3f]], view.GetColumn<float[]>("Features"));
        Assert.Equal(2 * 3 + 2, reads); // kept: each clip once, whatever its repetitions
    }

    private sealed class Counted(int count, Func<int, float[]> read) : IReadOnlyList<float[]>
    {
        public int Count => count;
        public float[] this[int index] => read(index);
        public IEnumerator<float[]> GetEnumerator() => Enumerable.Range(0, count).Select(read).GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public void No_rows_keep_the_schema()
    {
        var view = DatasetView.Of(Four, new MLContext(1), ["picture"], Labels, LabelOf, []);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 4), view.Schema["Features"].Type);
        Assert.Empty(view.GetColumn<uint>("Label"));
    }
}
