using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes a copy of TorchSharp 0.107.0's libLibTorchSharp.so (linux-x64) that also loads with a libstdc++ older than GCC 13's.
/// </summary>
/// <remarks>
/// The file asks for version GLIBCXX_3.4.32 for one symbol alone, _ZSt21ios_base_library_initv, which only makes sure that iostreams
/// are initialised; libtorch_cpu, loaded before it, has done that. In the copy the version requirement becomes GLIBCXX_3.4.30 and the
/// symbol becomes getpid without a version, a harmless function that every process has. Any other file than the known one is refused.
/// Compiled by MSBuild's inline task factory, hence the old C#.
/// </remarks>
public class PortableTorch : Task
{
    const string KnownSha256 = "cf33b1b0bb6bbb9754a768fb5c5d04d9f498603be50e73f55621a0b40ee608b8";
    const string NewVersion = "GLIBCXX_3.4.32", OldVersion = "GLIBCXX_3.4.30";
    const string Symbol = "_ZSt21ios_base_library_initv", Replacement = "getpid";

    /// <summary>The package's file. Must be the known version, by SHA-256.</summary>
    [Required]
    public string Original { get; set; }

    /// <summary>Where the copy goes.</summary>
    [Required]
    public string Portable { get; set; }

    /// <summary>auto: only where this machine's libstdc++ lacks the new version; always.</summary>
    [Required]
    public string When { get; set; }

    /// <summary>The copy's path, or empty where none is needed.</summary>
    [Output]
    public string Written { get; set; } = "";

    public override bool Execute()
    {
        if (When != "always" && !IsNeeded()) return true;
        var bytes = File.ReadAllBytes(Original);
        var found = BitConverter.ToString(SHA256.Create().ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();
        if (found != KnownSha256)
        {
            Log.LogError("{0} has SHA-256 {1}, but only TorchSharp 0.107.0's ({2}) is known to be safe to change. With another version " +
                "of TorchSharp, build with -p:PortableTorch=never where the C++ library is GCC 13's or newer, or look at this task again.",
                Original, found, KnownSha256);
            return false;
        }
        Patch(bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(Portable));
        if (!File.Exists(Portable) || !File.ReadAllBytes(Portable).SequenceEqual(bytes)) File.WriteAllBytes(Portable, bytes);
        Written = Portable;
        return true;
    }

    /// <summary>True where a libstdc++.so.6 is found and none that is found knows the new version.</summary>
    static bool IsNeeded()
    {
        var folders = new[] { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib" };
        var libraries = folders.Select(f => Path.Combine(f, "libstdc++.so.6")).Where(File.Exists).ToArray();
        return libraries.Length > 0 && !libraries.Any(l => Encoding.ASCII.GetString(File.ReadAllBytes(l)).Contains(NewVersion + "\0"));
    }

    static void Patch(byte[] b)
    {
        var sections = Sections(b);
        var versions = sections[".gnu.version_r"];
        var strings = sections[".dynstr"].Offset;
        long wanted = 0, offered = 0;
        for (long need = versions.Offset; ; need += BitConverter.ToUInt32(b, (int)need + 12))
        {
            var entry = need + BitConverter.ToUInt32(b, (int)need + 8);
            for (int i = BitConverter.ToUInt16(b, (int)need + 2); i > 0; i--)
            {
                var name = Text(b, strings + BitConverter.ToUInt32(b, (int)entry + 8));
                if (name == NewVersion) wanted = entry;
                if (name == OldVersion) offered = entry;
                entry += BitConverter.ToUInt32(b, (int)entry + 12);
            }
            if (BitConverter.ToUInt32(b, (int)need + 12) == 0) break;
        }
        if (wanted == 0 || offered == 0) throw new InvalidDataException("the version entries were not found");
        Buffer.BlockCopy(b, (int)offered, b, (int)wanted, 6);          // the hash and the flags; the index stays
        Buffer.BlockCopy(b, (int)offered + 8, b, (int)wanted + 8, 4);  // the name
        RenameSymbol(b, sections, strings);
    }

    static void RenameSymbol(byte[] b, Dictionary<string, Section> sections, long strings)
    {
        const int SymbolSize = 24;
        var table = sections[".dynsym"];
        for (long i = 0; i < table.Size / SymbolSize; i++)
        {
            var name = strings + BitConverter.ToUInt32(b, (int)(table.Offset + i * SymbolSize));
            if (Text(b, name) != Symbol) continue;
            Encoding.ASCII.GetBytes(Replacement + "\0").CopyTo(b, (int)name);
            BitConverter.GetBytes((ushort)1).CopyTo(b, (int)(sections[".gnu.version"].Offset + i * 2)); // 1: any version
            return;
        }
        throw new InvalidDataException("the symbol " + Symbol + " was not found");
    }

    struct Section
    {
        public long Offset, Size;
    }

    static Dictionary<string, Section> Sections(byte[] b)
    {
        long headers = BitConverter.ToInt64(b, 0x28);
        int size = BitConverter.ToUInt16(b, 0x3A), count = BitConverter.ToUInt16(b, 0x3C), names = BitConverter.ToUInt16(b, 0x3E);
        long texts = BitConverter.ToInt64(b, (int)(headers + names * size + 0x18));
        return Enumerable.Range(0, count).Select(i => headers + i * size).GroupBy(h => Text(b, texts + BitConverter.ToUInt32(b, (int)h)))
            .ToDictionary(g => g.Key, g => new Section
            {
                Offset = BitConverter.ToInt64(b, (int)g.First() + 0x18),
                Size = BitConverter.ToInt64(b, (int)g.First() + 0x20),
            });
    }

    static string Text(byte[] b, long start)
    {
        var end = (int)start;
        while (b[end] != 0) end++;
        return Encoding.ASCII.GetString(b, (int)start, end - (int)start);
    }
}
