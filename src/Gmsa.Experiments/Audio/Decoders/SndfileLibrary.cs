using System.Runtime.InteropServices;

namespace Gmsa.Experiments.Audio;

/// <summary>The few functions of libsndfile that are called, looked up by name, so that a system may go without.</summary>
internal sealed class SndfileLibrary(nint library)
{
    private const int ReadMode = 0x10; // SFM_READ
    // SFC_SET_ORIGINAL_SAMPLERATE: at which an Opus is decoded, else that of the encoder's input.
    private const int SetOriginalRate = 0x1500;

    private static readonly string[] Names = ["libsndfile.so.1", "libsndfile.1.dylib", "sndfile.dll", "libsndfile-1.dll"];

    private readonly OpenFunction open = Function<OpenFunction>(library, "sf_open_virtual");
    private readonly CommandFunction command = Function<CommandFunction>(library, "sf_command");

    public ReadFunction Read { get; } = Function<ReadFunction>(library, "sf_readf_float");
    public SeekFunction Seek { get; } = Function<SeekFunction>(library, "sf_seek");
    public HandleFunction Close { get; } = Function<HandleFunction>(library, "sf_close");
    public HandleFunction Error { get; } = Function<HandleFunction>(library, "sf_error");
    public string? Version { get; } = Marshal.PtrToStringUTF8(Function<VersionFunction>(library, "sf_version_string")());

    /// <summary>What <c>GMSA_SNDFILE</c> names, if set, else what the system finds; null where there is none.</summary>
    public static SndfileLibrary? Load()
    {
        var named = Environment.GetEnvironmentVariable("GMSA_SNDFILE");
        foreach (var name in named is { Length: > 0 } ? [named] : Names)
            if (NativeLibrary.TryLoad(name, out var library)) return new(library);
        return null;
    }

    /// <summary>Null where it doesn't know the format.</summary>
    public SndfileHandle? Open(FileStream file, Link link)
    {
        var (info, range) = (default(SndfileInfo), new SndfileRange(file, link));
        var handle = open(ref range.Callbacks, ReadMode, ref info, 0);
        if (handle == 0) return null;
        var rate = link.Rate;
        if (info.Rate != rate && command(handle, SetOriginalRate, ref rate, sizeof(int)) != 0)
            info = info with { Frames = info.Frames * rate / info.Rate, Rate = rate };
        return new(this, handle, range, info);
    }

    private static T Function<T>(nint library, string name) where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));

    private delegate nint OpenFunction(ref SndfileCallbacks callbacks, int mode, ref SndfileInfo info, nint user);

    private delegate int CommandFunction(nint file, int command, ref int data, int size);

    public delegate long ReadFunction(nint file, [Out] float[] block, long frames);

    public delegate long SeekFunction(nint file, long frames, int whence);

    public delegate int HandleFunction(nint file);

    private delegate nint VersionFunction();
}

/// <summary>SF_INFO of sndfile.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SndfileInfo
{
    public long Frames;
    public int Rate;
    public int Channels;
    public int Format;
    public int Sections;
    public int Seekable;
}

/// <summary>An opened link.</summary>
internal sealed class SndfileHandle(SndfileLibrary library, nint handle, SndfileRange range, SndfileInfo info) : IDisposable
{
    public long Frames => info.Frames;
    public int Rate => info.Rate;
    public int Channels => info.Channels;

    /// <summary>Whether the library met something wrong, which it may have passed over, or the file can't be read.</summary>
    public bool HasFailed => range.Failure is not null || library.Error(handle) != 0;

    public bool Seek(long frame) => library.Seek(handle, frame, 0) == frame;

    public int Read(float[] block, int frames) => (int)library.Read(handle, block, frames);

    public void Dispose()
    {
        _ = library.Close(handle);
        GC.KeepAlive(range); // the library calls it until here
    }
}
