using Gmsa.Experiments.Studies;

namespace Gmsa.Experiments.Tests.Studies;

public class CommandTests
{
    [Fact]
    public void A_command_can_be_pasted_into_a_shell()
    {
        Assert.Equal("gmsa run experiments/a.yaml", Command.Of(new("experiments/a.yaml", [], null), new("results/a")));
        Assert.Equal(@"gmsa run 'my file.yaml' --set 'report=[csv]' --set seed=7 --audio-root '/music/d'\''Arc'",
            Command.Of(new("my file.yaml", ["report=[csv]", "seed=7"], "/music/d'Arc"), new("results/a")));
    }
}
