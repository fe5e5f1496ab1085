using Gmsa.Experiments.Foundation;

namespace Gmsa.Experiments.Tests.Foundation;

public class EnergyMeterTests
{
    private readonly FakePowercap powercap = new(Repository.TemporaryFolder());

    [Fact]
    public void Packages_are_summed_and_nothing_that_is_in_them_already()
    {
        powercap.Set("intel-rapl:0", "package-0", 1_000_000);
        powercap.Set("intel-rapl:1", "package-1", 5_000_000);
        powercap.Set("intel-rapl:0:0", "core", 100);
        powercap.Set("intel-rapl:2", "psys", 100);
        powercap.Set("intel-rapl-mmio:0", "package-0", 100);
        using var meter = EnergyMeter.Start(powercap.Root)!;
        foreach (var (zone, name) in ((string, string)[])[("intel-rapl:0:0", "core"), ("intel-rapl:2", "psys"),
            ("intel-rapl-mmio:0", "package-0")])
            powercap.Set(zone, name, 900_000_000);
        powercap.Set("intel-rapl:0", "package-0", 3_000_000);
        powercap.Set("intel-rapl:1", "package-1", 5_500_000);
        Assert.Equal(2.5, meter.Take());
        Assert.Equal(0, meter.Take());
    }

    [Fact]
    public void A_counter_that_began_again_is_carried_on_however_often_it_did()
    {
        powercap.Set("intel-rapl:0", "package-0", 9_000_000, range: 10_000_000);
        using var meter = EnergyMeter.Start(powercap.Root)!;
        foreach (var at in (long[])[2_000_000, 8_000_000, 1_000_000])
        {
            powercap.Set("intel-rapl:0", "package-0", at, range: 10_000_000);
            meter.Look();
        }
        Assert.Equal(12, meter.Take());
    }

    [Fact]
    public void A_machine_without_readable_counters_has_no_meter()
    {
        Assert.Null(EnergyMeter.Start(Path.Combine(powercap.Root, "nowhere")));
        Assert.Null(EnergyMeter.Start(powercap.Root));
        powercap.Set("intel-rapl:0", "package-0", 1);
        File.WriteAllText(Path.Combine(powercap.Root, "intel-rapl:0", "energy_uj"), "no number\n");
        Assert.Null(EnergyMeter.Start(powercap.Root));
        File.Delete(Path.Combine(powercap.Root, "intel-rapl:0", "energy_uj"));
        Assert.Null(EnergyMeter.Start(powercap.Root));
    }

    [Fact]
    public void What_can_no_longer_be_read_makes_the_sum_unknown()
    {
        powercap.Set("intel-rapl:0", "package-0", 1);
        using var meter = EnergyMeter.Start(powercap.Root)!;
        File.Delete(Path.Combine(powercap.Root, "intel-rapl:0", "energy_uj"));
        meter.Look();
        powercap.Set("intel-rapl:0", "package-0", 5);
        Assert.Null(meter.Take());
    }
}

/// <summary>A folder with counters as Linux has them.</summary>
internal sealed record FakePowercap(string Root)
{
    public void Set(string zone, string name, long microjoules, long range = 262_143_328_850)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, zone)).FullName;
        File.WriteAllText(Path.Combine(folder, "name"), name + "\n");
        File.WriteAllText(Path.Combine(folder, "max_energy_range_uj"), FormattableString.Invariant($"{range}\n"));
        File.WriteAllText(Path.Combine(folder, "energy_uj"), FormattableString.Invariant($"{microjoules}\n"));
    }
}
