using System.CommandLine;
using Gmsa.Experiments.Config;

namespace Gmsa.Experiments.Cli.Commands;

internal static class SchemaCommand
{
    public static Command Create(Catalog catalog) =>
        new Command("schema",
            "Prints the JSON Schema of experiment files, for editors.\nExample: gmsa schema > experiments/schema.json").Does((_, _) =>
            {
                Console.Out.Write(SchemaWriter.Write(catalog));
                return Exit.Done;
            });
}
