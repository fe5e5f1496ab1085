using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Gmsa.Experiments.Audio;
using Gmsa.Experiments.Datasets;
using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tools;

/// <summary>
/// One thing that a run needs or can use: what it is, whether it is there, what was found, and what to do where it isn't.
/// </summary>
/// <param name="Optional">True where experiments can do without it.</param>
public sealed record Finding(string What, bool Ok, bool Optional, string Found, string Next);

/// <summary>Looks at the machine for everything that an experiment needs.</summary>
public static class Doctor
{
    private const double NeededGigabytes = 2;

    /// <param name="results">Where studies go: its disk is looked at.</param>
    public static IReadOnlyList<Finding> Examine(string results) =>
    [
        new("runtime", true, false, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}", ""),
        Sdk(),
        FfmpegFinding(),
        SndfileFinding(),
        Torch(),
        Disk("results", results),
        Disk("cache", FeatureCache.Default().Folder),
        new("cores", true, false, Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), ""),
        Memory(),
    ];

    private static Finding Sdk()
    {
        var version = FirstLine("dotnet", "--version");
        return new("sdk", version is not null, true, version is null ? "dotnet is not on the path" : $".NET SDK {version}",
            "Only building needs it: https://dotnet.microsoft.com/download");
    }

    private static Finding SndfileFinding()
    {
        const string Instead = "MP3, FLAC, Vorbis and Opus are decoded by ffmpeg instead, a process a file";
        var absent = Environment.GetEnvironmentVariable("GMSA_SNDFILE") is { Length: > 0 } named
            ? $"not where GMSA_SNDFILE says: {named}" : "libsndfile not found";
        return new("sndfile", Sndfile.Version() is not null, true, Sndfile.Version() ?? $"{absent}; {Instead}",
            "Debian or Ubuntu: sudo apt-get install libsndfile1 (1.1 or newer for MP3); or set GMSA_SNDFILE to the library");
    }

    private static Finding FfmpegFinding()
    {
        var version = Ffmpeg.Version();
        return new("ffmpeg", version is not null, true, version is null
            ? "not found; WAV, AIFF, AU, CAF and W64 are read without it, every other format but libsndfile's needs it"
            : $"{version} at {Ffmpeg.Find()}",
            "Debian or Ubuntu: sudo apt-get install ffmpeg; or set GMSA_FFMPEG to the program");
    }

    private static Finding Torch()
    {
        var (ok, found) = TorchRuntime.Describe();
        return new("torch", ok, false, found,
            "Networks can't be trained without it. Build again on this machine; on an old Linux with -p:PortableTorch=always");
    }

    private static Finding Disk(string what, string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing)) existing = Path.GetDirectoryName(existing)!; // ends at the root
        var free = new DriveInfo(existing).AvailableFreeSpace / 1e9;
        return new(what, free >= NeededGigabytes, false, string.Create(CultureInfo.InvariantCulture, $"{folder}, {free:0.0} GB free"),
            string.Create(CultureInfo.InvariantCulture,
                $"Less than {NeededGigabytes:0} GB: make room, or use another folder (--results, GMSA_CACHE)"));
    }

    private static Finding Memory()
    {
        var total = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return new("memory", total >= NeededGigabytes, false, string.Create(CultureInfo.InvariantCulture, $"{total:0.0} GB"),
            "Experiments with pictures want 2 GB at least");
    }

    private static string? FirstLine(string program, string argument)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadLine();
            process.WaitForExit();
            return process.ExitCode == 0 ? line : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
