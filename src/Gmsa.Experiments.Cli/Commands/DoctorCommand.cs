using System.CommandLine;
using Gmsa.Experiments.Tools;

namespace Gmsa.Experiments.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        return new Command("doctor", "Says what is there and what is missing: runtime, SDK, ffmpeg, torch, disk, cores, memory.\n"
            + "Example: gmsa doctor") { json }.Does((parsed, _) =>
            {
                var findings = Doctor.Examine(Path.GetFullPath("results"));
                if (parsed.GetValue(json)) Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(findings, Foundation.Json.Indented));
                else
                    foreach (var finding in findings)
                        Console.WriteLine($"{(finding.Ok ? "ok" : "MISSING"),-8} {finding.What,-9} "
                            + $"{finding.Found}{(finding.Ok ? "" : $"\n{"",-19}{finding.Next}")}");
                return findings.All(f => f.Ok || f.Optional) ? Exit.Done : Exit.WorkFailed;
            });
    }
}
