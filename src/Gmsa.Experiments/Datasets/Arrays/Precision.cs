namespace Gmsa.Experiments.Datasets;

/// <summary>How finely features are kept on disk.</summary>
public enum Precision
{
    /// <summary>As they were computed: 24 significant bits.</summary>
    Float32,

    /// <summary>Half the room: 11 significant bits, at most 65504, so that a value of 60 dB is kept to within 0.02 dB.</summary>
    Float16,
}

internal static class Precisions
{
    /// <summary>Bytes of one number.</summary>
    public static int Bytes(this Precision precision) => precision == Precision.Float16 ? 2 : sizeof(float);
}
