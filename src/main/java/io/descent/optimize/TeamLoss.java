package io.descent.optimize;

import io.descent.objective.Objective;
import io.descent.optimize.stretch.ExactLoss;
import io.descent.optimize.stretch.RemoteSums;

/** The exact mean loss over all rows, to the bits of {@link Objective#meanLoss}, with the help of a team. */
final class TeamLoss implements ExactLoss, Team.Parts {

    private static final int PARTS = 16;

    private final Team team;
    private final Objective objective;
    private final double[] sums;
    private final double[][] margins = new double[PARTS][];
    private double[] parameters = {};

    private TeamLoss(Team team, Objective objective) {
        this.team = team;
        this.objective = objective;
        this.sums = new double[objective.tiles()];
        for (int part = 0; part < PARTS; part++) {
            margins[part] = new double[start(part) < start(part + 1) ? objective.marginsOfTile() : 0];
        }
    }

    /** Returns the loss over the rows of an objective: of this process, or of whatever the rows of the team lie beside. */
    static ExactLoss of(Team team, Objective objective) {
        RemoteSums remote = team.remote();
        ExactLoss elsewhere = remote == null ? null : remote.loss(objective);
        return elsewhere == null ? new TeamLoss(team, objective) : elsewhere;
    }

    @Override
    public double at(double[] parameters) {
        this.parameters = parameters;
        double work = (double) objective.data().stored() * objective.shape().outputs();
        if (work > Team.WORTH_A_THREAD) {
            team.muster((int) Math.min(work / Team.WORTH_A_THREAD, PARTS));
        }
        team.run(this, PARTS);
        return objective.meanOfTiles(sums);
    }

    @Override
    public void run(int number) {
        objective.sumTiles(parameters, start(number), start(number + 1), sums, margins[number]);
    }

    private int start(int number) {
        return (int) ((long) sums.length * number / PARTS);
    }
}
