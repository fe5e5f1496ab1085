using System.Text.Json;
using Gmsa.Experiments.Config;
using Gmsa.Experiments.Training;
using OwnKinds;

namespace Gmsa.Experiments.Tests.Training;

public class NetworkKindsTests
{
    private const string OfBefore =
        """{"kind":"seedCnn","dropout":0.5,"convolution_dropout":0.3,"l2":0.01,"rows":128,"frames":96,"labels":4}""";

    private static readonly SeedCnnArchitecture Cnn =
        new() { Rows = 128, Frames = 96, Labels = 4, Dropout = 0.5, ConvolutionDropout = 0.3, L2 = 0.01 };

    [Fact]
    public void What_bundles_have_said_so_far_is_read_and_written()
    {
        Assert.Equal(Cnn, Read(OfBefore, Catalog.Default));
        Assert.Equal(OfBefore, Written(Cnn, Catalog.Default));
    }

    [Fact]
    public void A_network_from_outside_goes_by_its_word()
    {
        var catalog = Catalog.Default.With<StripeNetOptions>("stripes");
        var own = new StripeNetArchitecture { Labels = 3, Filters = 2 };
        Assert.Equal("""{"kind":"stripes","labels":3,"filters":2}""", Written(own, catalog));
        Assert.Equal(own, Read(Written(own, catalog), catalog));
        Assert.Contains("'stripes'. Known: seedCnn.",
            Assert.Throws<JsonException>(() => Read(Written(own, catalog), Catalog.Default)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Written(own, Catalog.Default));
    }

    [Theory]
    [InlineData("""{"rows":9,"frames":8,"labels":3}""")]
    [InlineData("""{"kind":7}""")]
    [InlineData("[]")]
    [InlineData("""{"kind":"seedCnn","rows":9}""")]
    public void What_names_no_network_or_lacks_a_size_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => Read(json, Catalog.Default));

    private static NetworkArchitecture? Read(string json, Catalog catalog) =>
        JsonSerializer.Deserialize<NetworkArchitecture>(json, catalog.Networks.Json);

    private static string Written(NetworkArchitecture architecture, Catalog catalog) =>
        JsonSerializer.SerializeToNode(architecture, catalog.Networks.Json)!.ToJsonString();
}
