using System.IO.Compression;
using Gmsa.Experiments.Foundation;
using Microsoft.ML;

namespace Gmsa.Experiments.Training;

/// <summary>A model made of ML.NET's own transforms, kept as ML.NET keeps it: plain <c>MLContext.Model.Load</c> opens its bundle.</summary>
/// <param name="schema">Of the rows that it was trained on.</param>
public sealed class MlNetModel(MLContext ml, ITransformer transformer, DataViewSchema schema) : TransformerModel(transformer)
{
    public override ITransformer Plain => Transformer;

    /// <exception cref="NotSupportedException">There is a network among the transforms.</exception>
    public override SavedModel Save()
    {
        using var memory = new MemoryStream();
        InvariantCulture.Do(() => ml.Model.Save(Transformer, schema, memory)); // it saves numbers as text too
        memory.Position = 0;
        using var zip = new ZipArchive(memory, ZipArchiveMode.Read);
        return new(zip.Entries.ToDictionary(entry => entry.FullName, entry => entry.Bytes()));
    }

    /// <summary>Reads what <see cref="Save"/> keeps, from a whole bundle.</summary>
    internal static MlNetModel Load(Stream bundle)
    {
        var ml = new MLContext(seed: 0);
        return InvariantCulture.Of(() => new MlNetModel(ml, ml.Model.Load(bundle, out var schema), schema));
    }
}
