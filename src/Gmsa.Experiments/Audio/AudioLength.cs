namespace Gmsa.Experiments.Audio;

/// <summary>
/// How long a file lasts by its headers alone, so that it takes a fraction of a millisecond and is the same on every machine. Nothing is
/// decoded: a file that is broken may say anything.
/// </summary>
internal static class AudioLength
{
    /// <summary>Seconds, above 0; null where no header says it.</summary>
    /// <param name="file">One that <see cref="AudioFile.Find"/> gave.</param>
    public static double? Of(string file)
    {
        try
        {
            return AudioFile.Opened(file, Containers.Seconds) is { } seconds and > 0 && double.IsFinite(seconds) ? seconds : null;
        }
        catch (AudioException)
        {
            return null; // it will be named when it is read
        }
    }
}
